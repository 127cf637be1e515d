"""The models of the screens, made without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.play import Play
from simulator.presentation.debrief import debrief_model
from simulator.presentation.library import briefing_model, library_model
from simulator.presentation.scene import Scene, build_scene
from simulator.presentation.settings import home_model, setting_change, settings_model
from tests.gui import stories
from tests.gui.world import context, english, translator_of

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext

WORDS = english()


def begin(world: AppContext) -> Play:
    edition = world.library()[0].edition
    assert isinstance(edition, Edition)
    return Play.begin(
        edition,
        PlayRequest(trainee="Eleni", language="en"),
        id_=world.new_id(),
        seed=0,
        store=world.store(),
        clock=world.clock,
    )


@pytest.fixture
def play() -> Play:
    return begin(context(in_library=stories.library))


def scene_of(play: Play) -> Scene:
    return build_scene(play.session, translator_of("en"), WORDS)


def test_home_marks_what_is_chosen() -> None:
    found = home_model(context(), WORDS)
    assert [x.id for x in found.language.options if x.chosen] == ["en"]


def test_settings_mark_what_is_chosen() -> None:
    found = settings_model(context(text_size=150, factor=None, theme="dark"), WORDS)
    assert {x.id: [y.words for y in x.options if y.chosen] for x in found.settings} == {
        "language": ["English"],
        "text-size": ["150 %"],
        "time": ["No clock"],
        "theme": ["Dark"],
        "motion": ["Off"],
        "rhythm": ["Off"],
    }


def test_every_option_is_a_change_that_marks_it() -> None:
    world = context()
    for setting in settings_model(world, WORDS).settings:
        for option in setting.options:
            world.update_settings(**setting_change(setting.id, option.id))
            now = {x.id: x.options for x in settings_model(world, WORDS).settings}
            marked = [x.id for x in now[setting.id] if x.chosen]
            assert marked == [option.id] or setting.id == "language"


def test_library_shows_unfinished_broken_and_untranslated_scenarios() -> None:
    world = context()
    waiting = frozenset({"wrong-dish"})
    cards = {x.id: x for x in library_model(world, WORDS, translator_of("en"), waiting).cards}
    assert cards["wrong-dish"].waits == "In progress"
    assert cards["dark-screen"].waits is None
    assert not cards["half-written"].playable
    assert "3" in cards["half-written"].summary
    assert cards["wrong-dish"].note is None

    class Greek:
        language = "el"

        def __getattr__(self, name: str) -> object:
            return getattr(WORDS, name)

        def __call__(self, id_: str, /, **fields: str | int) -> str:
            return WORDS(id_, **fields)

    greek = library_model(world, Greek(), translator_of("en"), frozenset())  # type: ignore[arg-type]
    notes = {x.id: x.note for x in greek.cards}
    assert notes["dark-screen"] == "In English only"
    assert notes["wrong-dish"] is None


def test_briefing_names_recovery_only_where_something_went_wrong(play: Play) -> None:
    scenario = play.session.program.scenario
    found = briefing_model(context(), scenario, WORDS, translator_of("en"), waits=False, plan=None)
    assert "Recovery" not in [name for name, _ in found.counts]
    assert found.go_on is None
    again = briefing_model(context(), scenario, WORDS, translator_of("en"), waits=True, plan=None)
    assert (again.go_on, again.afresh) == ("Continue", "Start again")


def test_a_moment_of_a_play(play: Play) -> None:
    found = scene_of(play)
    assert found.speaker == "Mr Ito"
    assert found.initials == "MI"
    assert found.mood_words == "worried"  # One step from calm.
    assert [x.id for x in found.meters] == ["patience", "trust"]
    assert [x.words for x in found.passages] == ["My tea is cold."]
    assert [x.digits for x in found.replies] == ["1", "2"]
    assert [x.digits for x in found.lookups] == ["3"]
    assert found.action is None


def test_a_look_up_is_not_shown_as_something_said(play: Play) -> None:
    play.choose("read")
    found = scene_of(play)
    assert "before" not in [x.kind for x in found.passages]
    assert [(x.title, x.words) for x in found.pages] == [("The slip", "One tea, hot.")]


def test_a_silence_says_so(play: Play) -> None:
    play.time_out()
    found = scene_of(play)
    assert found.passages[0].words == "You said nothing in time."


def test_a_story_that_goes_on_by_itself_has_one_button(play: Play) -> None:
    play.choose("sorry")
    found = scene_of(play)
    assert found.action == "Continue"
    assert found.passages[0].who == "You"
    assert not found.replies


def test_debrief_of_a_whole_play(play: Play) -> None:
    play.choose("sorry")
    play.go_on()
    assert play.ended
    scenario = play.session.program.scenario
    found = debrief_model(
        play.debrief(), scenario, play.session.program.rubric, {}, WORDS, translator_of("en")
    )
    assert [x.name for x in found.front] == ["Empathy", "Response time", "Proactivity"]
    assert found.front[0].value == 1.0
    assert found.front[1].words == "not observed"
    assert found.first.ending == "Resolved"
    assert found.first.happened == "He will come back."
    assert found.first.turning is None
    assert len(found.patience) == len(found.turns) + 1
    turn = found.turns[0]
    assert turn.title == "1 · Mr Ito"
    assert turn.reply == "I’m so sorry. I’ll bring a hot one."
    assert turn.feedback == "First the feeling, then the fix."
    assert turn.points[0].amount == "80.0 of 80.0"
    assert not turn.points[0].lost


def test_debrief_of_a_silence(play: Play) -> None:
    play.time_out()
    scenario = play.session.program.scenario
    found = debrief_model(
        play.debrief(), scenario, play.session.program.rubric, {}, WORDS, translator_of("en")
    )
    assert found.turns[0].silent
    assert found.turns[0].reply == "(nothing was said in time)"
    assert ("No reply in time", "warn") in found.turns[0].flags

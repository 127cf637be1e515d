"""The text player on a short story: input, output and stored attempts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from simulator.attempt.context import PlayRequest, ScenarioEntry
from simulator.errors import EndlessWalkError, StreamError
from simulator.presentation.errors import error_text
from simulator.presentation.scene import build_scene
from simulator.session.event import Chosen, TimedOut
from simulator.session.session import Session
from simulator.session.timing import Allowance
from simulator.store.memory import MemoryStore
from simulator.terminal.command import Command, parse_command
from simulator.terminal.front import run
from simulator.terminal.player import TextPlayer
from tests.shipped import catalogs
from tests.terminal.keyboard import ID, Typed, edition, text_player, world

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.presentation.scene import Scene

STORY = """
    title: Cold tea
    briefing: Four o'clock, and one cup came cold.
    customer: {name: Mr Ito}
    records: {slip: {title: The slip, text: "One tea, hot."}}
    nodes:
      hello:
        line: My tea is cold.
        mood: annoyed
        limit: 20s
        silence: {id: says-nothing, to: leaves}
        choices:
          - {id: sorry, say: A hot one comes., feedback: A plain promise., answer: Thank you., to: waits}
          - {id: pour, do: Pour a hot one., to: waits}
          - {id: read, look: slip}
      waits: {narration: He waits., to: glad}
      glad: {line: Lovely., ending: resolved, debrief: He will come back.}
      leaves: {line: Good night., ending: lost, debrief: He will not.}
"""


def started() -> Session:
    session = Session(edition(STORY).program)
    session.start()
    return session


@pytest.fixture
def scene() -> Scene:
    return build_scene(started(), catalogs().translator("en"), catalogs().messages("en"))


def play(
    *lines: str | tuple[str, Callable[[], None]],
    store: MemoryStore | None = None,
    measured: bool = False,
) -> str:
    """The output for these lines; a script has the choices in the order of the file."""
    out = io.StringIO()
    text_player(store or MemoryStore(), Typed(*lines), out, measured=measured, text=STORY).run()
    return out.getvalue()


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("1\n", Command("choose", "sorry")),
        (" pour ", Command("choose", "pour")),
        ("3", Command("choose", "read")),
        ("4", Command("unknown")),
        ("01", Command("unknown")),
        ("sorry @6s", Command("choose", "sorry", 6000)),
        ("1@0.125s", Command("choose", "sorry", 125)),
        ("2 @ 40%", Command("choose", "pour", 4000)),
        ("2 @0.001%", Command("choose", "pour", 1)),
        ("2 @6", Command("unknown")),
        ("q @6s", Command("leave")),
        ("Q", Command("leave")),
        ("x", Command("give-up")),
        ("r", Command("repeat")),
        ("", Command("repeat")),
        ("w", Command("wait")),
        ("?", Command("help")),
        ("h", Command("help")),
        ("hello", Command("unknown")),
        ("hello @6s", Command("unknown")),
        ("1 @", Command("unknown")),
        (f"1 @{'9' * 400}s", Command("unknown")),
        ("1 @nan%", Command("unknown")),
        ("1 @inf s", Command("unknown")),
        ("1 @-5%", Command("unknown")),
        ("1 @1e400s", Command("unknown")),
        ("1 @\u0663s", Command("unknown")),
        ("1 @999999.999s", Command("choose", "sorry", 999_999_999)),
        ("1" + " " * 60_000 + "@" * 60_000, Command("unknown")),
    ],
)
def test_a_line_is_a_command(line: str, command: Command, scene: Scene) -> None:
    allowance = Allowance(reading=2000, think=8000, least=1000, limit=None, factor=100)
    assert parse_command(line, scene, allowance) == command


def test_a_share_of_no_allowance_names_no_time(scene: Scene) -> None:
    assert parse_command("1 @40%", scene) == Command("choose", "sorry")


@pytest.mark.parametrize("line", ["1 @50%", "sorry@6s", "3 @0s"])
def test_a_person_cannot_state_a_time(line: str, scene: Scene) -> None:
    assert parse_command(line, scene, scripted=False) == Command("timed")
    store = MemoryStore()
    printed = play(f"{line}\n", "1\n", store=store, measured=True)
    assert printed.count("Your own replies are timed. Only a script can state") == 1
    assert [x.share for x in store.events(ID) if isinstance(x, Chosen)] != [500]


def test_a_time_longer_than_any_log_can_hold_is_no_time() -> None:
    printed = play(f"1 @{'9' * 400}s\n", "1 @nan\n", "1\n")
    assert printed.count("is not one of the numbers here.") == 2
    assert "# How it went" in printed


def test_an_output_that_fails_loses_no_reply() -> None:
    class Full(io.StringIO):
        def write(self, text: str, /) -> int:
            if "He waits." in text:
                raise StreamError("output", "No space left on device", gone=False)
            return super().write(text)

    store = MemoryStore()
    player = text_player(store, Typed("1\n"), Full(), measured=False, text=STORY)
    with pytest.raises(StreamError):
        player.run()
    assert any(isinstance(x, Chosen) for x in store.events(ID))


def test_a_whole_play_reads_as_prose() -> None:
    printed = play("read\n", "sorry @50%\n")
    briefing, rest = printed.split("\n\n", 1)
    assert briefing == (
        "# Cold tea\n"
        "Four o'clock, and one cup came cold.\n"
        "Type the number of your reply and press Enter. Type ? for help.\n"
        "Replies from a script are not timed, unless a line says how long the reply took, such as 2 @6s."
    )
    scene = (
        "Mr Ito (worried): My tea is cold.\n  1. A hot one comes.\n  2. [Pour a hot one.]\n"
        "  3. Look up: The slip\n"
    )
    limit = "You have 25 seconds to reply.\n"
    assert rest.startswith(scene + limit + "\n[The slip] One tea, hot.\n")
    assert "\n\n  — Thank you.\n  Feedback: A plain promise.\n" in rest
    assert "\nHe waits.\n\n" in rest
    story, _, debrief = rest.partition("# How it went\n")
    assert story.endswith("Lovely.\n\n")
    assert debrief.startswith("He will come back.\n\nPassed. Total ")
    assert "1. My tea is cold.\n   > A hot one comes.\n   A plain promise.\n" in debrief


def test_the_log_of_a_play_is_stored_with_the_time_that_a_line_names() -> None:
    store = MemoryStore()
    play("1 @150%\n", store=store)
    log = store.events(ID)
    assert [x.share for x in log if isinstance(x, Chosen)] == [1500]
    assert next(iter(store.attempts())).ended is not None


def test_an_unknown_line_is_said_and_the_play_stays_where_it_is() -> None:
    printed = play("9" * 50 + "\n", "?\n", "1\n")
    assert f"“{'9' * 40}” is not one of the numbers here." in printed
    assert "A number picks a reply or opens a record." in printed
    assert "# How it went" in printed


def test_the_scene_is_read_out_again_when_asked() -> None:
    assert play("r\n", "\n", "1\n").count("Mr Ito (worried): My tea is cold.\n") == 3


@pytest.mark.parametrize("line", ["w\n", "1 @26s\n"])
def test_a_silence_is_asked_for_or_comes_with_a_reply_that_is_too_late(line: str) -> None:
    store = MemoryStore()
    printed = play(line, store=store)
    assert any(isinstance(x, TimedOut) for x in store.events(ID))
    assert ("That reply came after the time was up" in printed) == (line != "w\n")
    assert "   > (nothing was said in time)\n" in printed


def test_giving_up_is_scored() -> None:
    store = MemoryStore()
    assert "# How it went" in play("x\n", store=store)
    assert next(iter(store.attempts())).ended is not None


@pytest.mark.parametrize("lines", [("q\n",), ()])
def test_left_or_at_the_end_of_the_input_the_attempt_waits(lines: tuple[str, ...]) -> None:
    store = MemoryStore()
    printed = play("read\n", *lines, store=store)
    assert printed.endswith("Play it again with the same name to continue.\n")
    resumed = play("1\n", store=store)
    assert "You continue from where you stopped." in resumed
    assert "# How it went" in resumed
    assert len(tuple(store.attempts())) == 1


def interrupt() -> None:
    raise KeyboardInterrupt


def test_stopped_by_ctrl_c_the_attempt_waits() -> None:
    store, out = MemoryStore(), io.StringIO()
    player = text_player(store, Typed(("", interrupt)), out, measured=True, text=STORY)
    with pytest.raises(KeyboardInterrupt):
        player.run()
    assert out.getvalue().endswith(
        "\nYour place in “Cold tea” is saved. Play it again with the same name to continue.\n"
    )
    assert store.waiting("Ana", edition(STORY).program.scenario.id) is not None


def test_a_person_sets_the_pace_and_goes_on_by_enter() -> None:
    printed = play("sorry\n", measured=True)
    assert "Replies from a script" not in printed
    assert "He waits.\n" in printed


def test_a_scenario_and_a_name_are_asked_for() -> None:
    store = MemoryStore()
    entries = (
        ScenarioEntry(id="tea", edition=edition(STORY)),
        ScenarioEntry(id="half", edition=None, findings=2),
        ScenarioEntry(id="/own/tea.yaml", edition=None, taken="tea"),
    )
    context = replace(world(store), library=lambda: entries)
    out = io.StringIO()
    lines = Typed("7\n", "1\n", "x" * 81 + "\n", "  Ben   Ito \n", "q\n")
    run(context, PlayRequest(language="en"), lines, out)
    printed = out.getvalue()
    assert printed.startswith("  1. Cold tea: ")
    assert "  ! half: This file has 2 errors and cannot be played.\n" in printed
    assert "  ! /own/tea.yaml: Another scenario is already named “tea”." in printed
    assert "“7” is not one of the numbers here." in printed
    assert "What is your name?\nA name has at most 80 characters.\n# Cold tea" in printed
    assert [x.trainee for x in store.attempts()] == ["Ben Ito"]


def test_without_a_scenario_nothing_is_begun() -> None:
    store, out = MemoryStore(), io.StringIO()
    run(world(store), PlayRequest(language="en"), Typed("q\n"), out)
    assert out.getvalue() == "Which one? Type its number, or q to leave.\n"
    assert not tuple(store.attempts())


def test_a_script_without_a_name_plays_as_a_guest() -> None:
    store = MemoryStore()
    request = PlayRequest(edition=edition(STORY), language="en")
    run(world(store), request, io.StringIO("1\n"), io.StringIO())
    assert [x.trainee for x in store.attempts()] == ["Guest"]


def test_a_name_in_the_request_is_saved_for_the_next_start() -> None:
    context = world(MemoryStore())
    request = PlayRequest(edition=edition(STORY), trainee="Ben", language="en")
    run(context, request, io.StringIO("q\n"), io.StringIO())
    assert context.settings.trainee == "Ben"


RING = """
    title: Ring
    customer: {name: Ana}
    variables: {out: {type: bool, start: false}}
    records: {slip: {title: Slip, text: [{when: out, id: again, text: Second.}, {text: First.}]}}
    nodes:
      ask: {line: Well?, choices: [{id: go, say: Go., to: a}]}
      a: {line: A., to: b}
      b: {line: B., CHOICES to: [{when: out, node: end}, {node: a}]}
      end: {line: End., ending: resolved}
"""
PLAIN = RING.replace("CHOICES", "")
LOOKS = RING.replace("CHOICES", "choices: [{id: look, look: slip}],")


def test_a_script_in_an_endless_ring_ends_with_an_error_and_writes_nothing_more() -> None:
    store, out = MemoryStore(), io.StringIO()
    player = text_player(store, io.StringIO("1\n"), out, measured=False, text=PLAIN)
    with pytest.raises(EndlessWalkError) as refused:
        player.run()
    words = error_text(refused.value, catalogs().messages("en"))
    assert "“test”" in words
    assert "a and b" in words or "b and a" in words
    assert [x.kind for x in store.events(ID)] == ["started", "entered", "chosen", "entered"]


def test_a_person_in_an_endless_ring_is_told_and_can_give_up() -> None:
    store, out = MemoryStore(), io.StringIO()
    text_player(store, Typed("1\n", "\n", "x\n"), out, measured=True, text=PLAIN).run()
    assert out.getvalue().count("the story would go on for ever") == 2
    assert [x.kind for x in store.events(ID)][-2:] == ["abandoned", "ended"]


def test_a_script_leaves_where_it_only_goes_round() -> None:
    store, out = MemoryStore(), io.StringIO()
    text_player(store, io.StringIO("1\n"), out, measured=False, text=LOOKS).run()
    assert "Your place in “Ring” is saved." in out.getvalue()
    assert len(store.events(ID)) < 12


def test_a_record_that_is_reworded_is_printed_again() -> None:
    out = io.StringIO()
    text = LOOKS.replace("look: slip}", "look: slip}, {id: set, look: slip, set: {out: true}}")
    lines = Typed("1\n", "look\n", "set\n", "q\n")
    text_player(MemoryStore(), lines, out, measured=True, text=text).run()
    assert out.getvalue().count("[Slip] First.") == out.getvalue().count("[Slip] Second.") == 1


def test_a_line_is_reworded_after_a_look_up() -> None:
    text = """
        title: Desk
        customer: {name: Ana}
        records: {slip: {title: Slip, text: Soup.}}
        nodes:
          desk:
            line: [{when: read("slip"), id: after, text: So you know.}, {text: Do you know?}]
            choices: [{id: look, look: slip}, {id: bye, say: Bye., to: end}]
          end: {line: End., ending: resolved}
    """
    out = io.StringIO()
    text_player(MemoryStore(), Typed("look\n", "bye\n"), out, measured=False, text=text).run()
    assert 0 < out.getvalue().index("Do you know?") < out.getvalue().index("So you know.")


def test_the_last_reply_is_taken_back_as_a_retake() -> None:
    store, out = MemoryStore(), io.StringIO()
    text = STORY.replace("say: A hot one comes.,", "say: A hot one comes., again: 3,").replace(
        "answer: Thank you., to: waits", "answer: Thank you., to: hello"
    )
    ids = iter(f"{number:032x}" for number in range(9))
    request = PlayRequest(edition=edition(text), trainee="Ana", language="en")
    lines = Typed("b\n", "1\n", "b\n", "b\n", "1\n", "2\n")
    TextPlayer(
        replace(world(store), new_id=lambda: next(ids)), request, lines, out, measured=False
    ).run()
    printed = out.getvalue()
    assert printed.count("There is no reply to take back.") == 2
    assert printed.count("Your last reply is taken back.") == 1
    assert [x.branch_turn for x in store.attempts()] == [None, 0]


def test_a_retake_that_cannot_be_saved_changes_nothing() -> None:
    store = MemoryStore()
    text = STORY.replace(
        "to: waits}\n          - {id: read", "again: 1, to: hello}\n          - {id: read"
    )
    out = io.StringIO()
    text_player(store, Typed("2\n", "b\n", "1\n"), out, measured=False, text=text).run()
    assert "Your last reply is taken back." not in out.getvalue()
    assert [x.branch_of for x in store.attempts()] == [None]

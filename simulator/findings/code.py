"""The codes of all findings.

The number and the name of a code never change. Each code has a page in `docs/findings/`. Its text
is in the catalogs under `finding.<code>.title`, `.cause` and `.cure`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity: TypeAlias = Literal["error", "warning"]
Argument: TypeAlias = str | int


class Code(Struct, frozen=True):
    """A kind of finding.

    Attributes:
        id: The stable id of the code, for example `SC012`.
        name: The short name of the code, for example `undefined-node`.
        args: The names of the arguments of the code. The argument `suggestion` is the known word
            that is most similar to the wrong word; it is empty if no known word is similar.
        severity: `error`: the file cannot be used. `warning`: the file can be used.
    """

    id: str
    name: str
    args: tuple[str, ...] = ()
    severity: Severity = "error"


# The file and its YAML.
FILE_NOT_FOUND = Code("SC001", "file-not-found")
TOO_BIG = Code("SC002", "too-big", ("maximum",))
NOT_UTF8 = Code("SC003", "not-utf8")
NOT_TEXT = Code("SC004", "not-text", ("character",))
EMPTY_FILE = Code("SC005", "empty-file")
BAD_INDENTATION = Code("SC006", "bad-indentation")
TAB = Code("SC007", "tab")
UNCLOSED_QUOTE = Code("SC008", "unclosed-quote")
UNCLOSED_BRACKET = Code("SC009", "unclosed-bracket", ("bracket",))
NEEDS_QUOTES = Code("SC010", "needs-quotes", ("text",))
BAD_ESCAPE = Code("SC011", "bad-escape")
UNDEFINED_NODE = Code("SC012", "undefined-node", ("id", "suggestion"))
DUPLICATE_KEY = Code("SC013", "duplicate-key", ("key", "line"))
ANCHOR = Code("SC014", "anchor", ("name",))
ALIAS = Code("SC015", "alias", ("name",))
MERGE_KEY = Code("SC016", "merge-key")
TAG = Code("SC017", "tag", ("tag",))
MANY_DOCUMENTS = Code("SC018", "many-documents")
TOO_DEEP = Code("SC019", "too-deep", ("maximum",))
TEXT_TOO_LONG = Code("SC020", "text-too-long", ("maximum",))
SYNTAX = Code("SC021", "syntax")
TOO_MANY = Code("SC022", "too-many-findings", ("count",), "warning")
KEY_NOT_WORD = Code("SC023", "key-not-a-word")
TEXT_AFTER_QUOTE = Code("SC024", "text-after-quote")
MISSING_COLON = Code("SC025", "missing-colon", ("text",))
NOT_A_FILE = Code("SC026", "not-a-file")
CANNOT_READ = Code("SC027", "cannot-read")
TOO_MANY_LINES = Code("SC028", "too-many-lines", ("maximum",))
TOO_MANY_VALUES = Code("SC029", "too-many-values", ("maximum",))

# Single values.
UNKNOWN_KEY = Code("SC030", "unknown-key", ("key", "suggestion"))
MISSING_KEY = Code("SC031", "missing-key", ("key",))
EMPTY_VALUE = Code("SC032", "empty-value", ("key",))
EXPECTED_TEXT = Code("SC033", "expected-text", ("key",))
EXPECTED_MAP = Code("SC034", "expected-map", ("key",))
EXPECTED_LIST = Code("SC035", "expected-list", ("key",))
BAD_NUMBER = Code("SC036", "bad-number", ("value", "minimum", "maximum"))
BAD_TRUTH = Code("SC037", "bad-truth", ("value",))
UNKNOWN_WORD = Code("SC038", "unknown-word", ("value", "words", "suggestion"))
BAD_ID = Code("SC039", "bad-id", ("value", "suggestion"))
BAD_DURATION = Code("SC040", "bad-duration", ("value",))
BAD_TIME = Code("SC041", "bad-time", ("value",))
BAD_AMOUNT = Code("SC042", "bad-amount", ("value",))
BAD_LANGUAGE = Code("SC043", "bad-language", ("value",))
BAD_CURRENCY = Code("SC044", "bad-currency", ("value",))
UNKNOWN_FORMAT = Code("SC045", "unknown-format", ("value",))
MISSING_ID = Code("SC046", "missing-id", ("id",))
MISSING_ARM_ID = Code("SC047", "missing-arm-id", ("id",), "warning")
DUPLICATE_ID = Code("SC048", "duplicate-id", ("id", "line"))
RESERVED_ID = Code("SC049", "reserved-id", ("id",))
KEYS_TOGETHER = Code("SC050", "keys-together", ("first", "second"))
KEY_NOT_HERE = Code("SC051", "key-not-here", ("key", "beside"))
CHOICE_WITHOUT_WORDS = Code("SC052", "choice-without-words")
CLOCK_MISSING = Code("SC053", "clock-missing")
ARM_NEVER_USED = Code("SC054", "arm-never-used")
EVERY_ARM_GUARDED = Code("SC055", "every-arm-guarded")
BAD_PART_NAME = Code("SC056", "bad-part-name", ("value",))
PART_NOT_FOUND = Code("SC057", "part-not-found", ("value",))
PART_OUTSIDE = Code("SC058", "part-outside", ("value",))
PROMISE_WITHOUT_TIME = Code("SC059", "promise-without-time", ("id",))
BAD_ROW = Code("SC073", "bad-row", ("value",))
LAST_MOOD_BOUND = Code("SC074", "last-mood-bound")
RUBRIC_SUM = Code("SC075", "rubric-sum", ("key", "sum"))
TOO_MANY_ITEMS = Code("SC076", "too-many-items", ("key", "maximum"))

# References.
UNDEFINED_CHOICE = Code("SC060", "undefined-choice", ("id", "suggestion"))
UNDEFINED_VARIABLE = Code("SC061", "undefined-variable", ("id", "suggestion"))
UNDEFINED_BEHAVIOUR = Code("SC062", "undefined-behaviour", ("id", "suggestion"))
UNDEFINED_OPPORTUNITY = Code("SC063", "undefined-opportunity", ("id", "suggestion"))
UNDEFINED_PROMISE = Code("SC064", "undefined-promise", ("id", "suggestion"))
UNDEFINED_EXTRA = Code("SC065", "undefined-extra", ("id", "suggestion"))
UNDEFINED_RECORD = Code("SC066", "undefined-record", ("id", "suggestion"))
UNDEFINED_CUSTOMER = Code("SC067", "undefined-customer", ("id", "suggestion"))
UNDEFINED_PERSON = Code("SC068", "undefined-person", ("id", "suggestion"))
UNDEFINED_PORTRAIT = Code("SC069", "undefined-portrait", ("id", "suggestion"))
UNDEFINED_CONCEPT = Code("SC070", "undefined-concept", ("id", "suggestion"))
UNDEFINED_RUBRIC = Code("SC071", "undefined-rubric", ("id", "suggestion"))
NOT_A_NUMBER = Code("SC072", "not-a-number-variable", ("id",))

# Guards.
GUARD_CHARACTER = Code("SC080", "guard-character", ("character",))
GUARD_SYNTAX = Code("SC081", "guard-syntax", ("found",))
GUARD_TOO_LONG = Code("SC082", "guard-too-long", ("maximum",))
GUARD_TYPES = Code("SC083", "guard-types", ("left", "right"))
GUARD_NOT_TRUTH = Code("SC084", "guard-not-truth", ("text",))
GUARD_FUNCTION = Code("SC085", "guard-function", ("name", "suggestion"))
GUARD_TIME = Code("SC086", "guard-time", ("name",))
GUARD_WORD = Code("SC087", "guard-word", ("value", "words", "suggestion"))
GUARD_EQUALS = Code("SC088", "guard-equals")
GUARD_TOO_DEEP = Code("SC089", "guard-too-deep", ("maximum",))
GUARD_ORDER = Code("SC090", "guard-order", ("text",))
GUARD_ID_QUOTES = Code("SC091", "guard-id-quotes", ("id",))
GUARDS_TOO_LONG = Code("SC092", "guards-too-long", ("maximum",))

# The scenario as a whole.
NO_WAY_ON = Code("SC100", "no-way-on", ("node",))
CHOICE_NO_WAY_ON = Code("SC101", "choice-no-way-on", ("choice",))
UNREACHABLE_NODE = Code("SC102", "unreachable-node", ("node",), "warning")
NO_ENDING = Code("SC103", "no-ending")
NO_ENDING_REACHED = Code("SC104", "no-ending-reached")
NO_LOST_ENDING = Code("SC105", "no-lost-ending", (), "warning")
LIMIT_WITHOUT_SILENCE = Code("SC106", "limit-without-silence", ("node",))
SILENCE_WITHOUT_LIMIT = Code("SC107", "silence-without-limit", ("node",))
ENDING_GOES_ON = Code("SC108", "ending-goes-on", ("node",))
OPPORTUNITY_NEVER_MET = Code("SC109", "opportunity-never-met", ("id",), "warning")
PROMISE_NEVER_KEPT = Code("SC110", "promise-never-kept", ("id",), "warning")
PROMISE_NEVER_MADE = Code("SC111", "promise-never-made", ("id",), "warning")
EXTRA_NEVER_PUSHED = Code("SC112", "extra-never-pushed", ("id",), "warning")
VARIABLE_NEVER_READ = Code("SC113", "variable-never-read", ("id",), "warning")
NO_MAIN_CUSTOMER = Code("SC114", "no-main-customer")
SEVERAL_MAIN_CUSTOMERS = Code("SC115", "several-main-customers", ("id",))
NOTHING_TO_WAIT_FOR = Code("SC116", "nothing-to-wait-for", ("choice",))
NO_WALK_OUT = Code("SC117", "no-walk-out", (), "warning")
ENDLESS_RING = Code("SC118", "endless-ring", ("ring",))
HANDED_OVER_NOT_ESCALATED = Code("SC119", "handed-over-not-escalated", ("node",))
POINTS_WITHOUT_HINT = Code("SC130", "points-without-hint", ("node",))
LIMIT_AT_EASY_START = Code("SC131", "limit-at-easy-start", ("node",), "warning")

CODES: tuple[Code, ...] = tuple(value for value in list(globals().values()) if type(value) is Code)
BY_ID: Mapping[str, Code] = {code.id: code for code in CODES}

"""What cannot be read, or does not hold as a whole: told as a finding, for every format."""

from allscape.lint.base import Lint, Severity


class UnreadableCase(Lint):
    """A case cannot be read.

    Its file is no YAML or JSON, a name or a value in it is unknown, two facts contradict each
    other, or it asks for a reading that the rulebook does not have. Every command refuses it.
    """

    id = "unreadable-case"
    severity = Severity.ERROR
    avoid = "profile: {relapse_status: relapsed, aeg: 61}"
    prefer = "profile: {relapse_status: relapsed, age: 61}"
    related = ("unreadable",)


class UnreadableLesson(Lint):
    """A lesson cannot be read.

    Its file is no YAML, a part is missing, or a name or a value in it is unknown. `allscape lesson`
    and `allscape handout` refuse it.
    """

    id = "unreadable-lesson"
    severity = Severity.ERROR
    avoid = """\
        title: A lesson
        minutes: 20
        goals: [See that unknown is not no.]
        steps:
          - case: {profile: {}}
          - question: {approach: alpha, answer: maybe}
        """
    prefer = avoid.replace("maybe", "open")
    related = ("unreadable-case", "lesson-does-not-hold")


class LessonDoesNotHold(Lint):
    """A step of a lesson does not hold against the rulebook.

    An answer is not what the engines say, a name is none of the rulebook's, a reveal moves nothing,
    nothing is asked of a case, or what is asked was shown before. The prose of a lesson is looked
    at by the lints of cases. `allscape lesson` refuses a lesson with any of these.
    """

    id = "lesson-does-not-hold"
    to_mend = True
    avoid = UnreadableLesson.avoid.replace("maybe", "matched")
    prefer = UnreadableLesson.prefer
    related = ("claim-does-not-hold", "unreadable-lesson")


UNREADABLE_CASE = UnreadableCase()
UNREADABLE_LESSON, LESSON_DOES_NOT_HOLD = UnreadableLesson(), LessonDoesNotHold()

"""Lies, one each put into the story or the teaching notes of a shipped case, by the lint."""

from typing import NamedTuple


class Lie(NamedTuple):
    """A lie: the example and the text that it is put into, and what the lint points at."""

    example: str
    field: str
    lie: str
    at: str


_CAR_T = "car-t-relapsed-refractory"
_PH = "newly-diagnosed-ph-positive-67"
_CHILD = "blinatumomab-chemotherapy-childhood"

LIES: dict[str, list[Lie]] = {
    "number-not-in-the-case": [
        Lie("relapsed-ecog-2", "story", "There were 99.9 % cures with tisa-cel.", "99.9"),
        Lie("relapsed-ecog-3", "teaching", "With tisa-cel 101 of them lived on.", "101"),
        Lie(_PH, "story", "Years on, 83.5% are alive.", "83.5"),
        Lie(_PH, "story", "This person weighs 71 kg.", "71"),
        Lie("standard-risk-child-10", "teaching", "Ninety-three percent live on.", "Ninety-three"),
        Lie("standard-risk-child-11", "story", "Of such children 19/20 are well.", "19/20"),
        Lie("nothing-known", "teaching", "Ninety-six per cent do well.", "Ninety-six"),
        Lie("six-core-facts-alone", "story", "Of 34 % it is known.", "34"),
        Lie("six-core-facts-alone", "story", "Nineteen in twenty live on.", "Nineteen"),
        Lie("relapsed-cd19-negative-29", "teaching", 'They say "87" % respond.', "87"),
    ],
    "advice-in-a-case": [
        # Doses and units of dosing.
        Lie("relapsed-ecog-2", "story", "The article gives 500 mg.", "500 mg"),
        Lie("relapsed-ecog-3", "teaching", "Of it 28µg are infused.", "28µg"),
        Lie(_PH, "story", "The dose is the usual one.", "dose"),
        Lie(_PH, "teaching", "Some mg/m2 will do.", "mg"),
        Lie("standard-risk-child-10", "story", "It is taken twice daily.", "twice daily"),
        Lie("standard-risk-child-11", "teaching", "A tablet is enough.", "tablet"),
        Lie("nothing-known", "story", "It is dosed by weight.", "dosed"),
        Lie("good-response-to-car-t-33", "teaching", "They get 1.5 g/m² of it.", "1.5 g/m²"),
        Lie("six-core-facts-alone", "story", "A few milligrams are given.", "milligrams"),
        Lie("relapsed-cd19-negative-29", "story", "It is given three times a day.", "three times"),
        # Advice.
        Lie("relapsed-ecog-2", "story", "This person should have CAR T.", "should"),
        Lie("relapsed-ecog-3", "teaching", "The article recommends tisa-cel.", "recommends"),
        Lie(_PH, "story", "A TKI must be given.", "must"),
        Lie(_PH, "teaching", "We advise a TKI.", "advise"),
        Lie("standard-risk-child-10", "story", "Blinatumomab is indicated.", "indicated"),
        Lie("standard-risk-child-11", "teaching", "It ought to be left out.", "ought"),
        Lie("nothing-known", "story", "Doctors would consider CAR T.", "consider"),
        Lie("good-response-to-car-t-33", "teaching", "A transplant is advisable.", "advisable"),
        Lie("six-core-facts-alone", "story", "CAR T is recommended here.", "recommended"),
        Lie("relapsed-cd19-negative-29", "teaching", "It is not warranted.", "warranted"),
        # Ranking.
        Lie("relapsed-ecog-2", "story", "CAR T is the best there is.", "best"),
        Lie("relapsed-ecog-3", "teaching", "It is superior to chemotherapy.", "superior"),
        Lie(_PH, "story", "A TKI is better than BRICK.", "better than"),
        Lie(_PH, "teaching", "It is the first choice.", "first choice"),
        Lie("standard-risk-child-10", "story", "It outperforms chemotherapy.", "outperforms"),
        Lie("standard-risk-child-11", "teaching", "That is the most effective.", "most effective"),
        Lie("nothing-known", "story", "The treatment of choice is CAR T.", "treatment of choice"),
        Lie("good-response-to-car-t-33", "teaching", "CAR T is preferred.", "preferred"),
        Lie("six-core-facts-alone", "story", "It ranks above BRICK.", "ranks"),
        Lie("relapsed-cd19-negative-29", "teaching", "CAR T works better here.", "works better"),
        Lie("relapsed-ecog-2", "story", "Physicians choose it first.", "Physicians choose"),
        Lie(_PH, "teaching", "A TKI is used first.", "used first"),
        Lie(_PH, "story", "Most oncologists would go for a TKI.", "oncologists would go"),
        Lie("nothing-known", "teaching", "CAR T is the mainstay.", "mainstay"),
    ],
    "claim-does-not-hold": [
        Lie("relapsed-ecog-2", "story", f"[{_CAR_T}: ruled_out].", "["),
        Lie("relapsed-ecog-3", "teaching", f"So [{_CAR_T}: matched].", "["),
        Lie("relapsed-ecog-3", "story", f"[{_CAR_T}: ruled_out by age].", "["),
        Lie(_PH, "story", "[tki: open].", "["),
        Lie(_PH, "teaching", "[tki: matched if ph_status=negative].", "["),
        Lie("standard-risk-child-10", "story", f"[{_CHILD}: ruled_out by age].", "["),
        Lie("standard-risk-child-11", "teaching", f"[{_CHILD}: ruled_out by age, lineage].", "["),
        Lie("nothing-known", "story", f"[{_CAR_T}: open on relapse_status].", "["),
        Lie("six-core-facts-alone", "story", f"[{_CAR_T}: undetermined on ecog].", "["),
        Lie("relapsed-ecog-3", "story",
            f"[{_CAR_T}: ruled_out if ecog-at-least-2=number-2-or-more].", "["),
    ],
    "unreadable-claim": [
        Lie("relapsed-ecog-2", "story", "[car-t: matched].", "["),
        Lie("relapsed-ecog-2", "story", f"[{_CAR_T}: macthed].", "["),
        Lie("relapsed-ecog-3", "teaching", f"[{_CAR_T}: ruled_out by ecgo].", "["),
        Lie("relapsed-ecog-3", "teaching", f"[{_CAR_T}: matched by ecog].", "["),
        Lie("nothing-known", "story", f"[{_CAR_T}: matched if ecog].", "["),
    ],
    "verdict-in-plain-words": [
        Lie("relapsed-ecog-2", "story", "CAR T is ruled out.", "ruled out"),
        Lie("relapsed-ecog-3", "teaching", "CAR T is matched.", "matched"),
        Lie("nothing-known", "story", "All of it stays open.", "stays open"),
    ],
    "wider-than-its-sentences": [
        Lie("newly-diagnosed-t-lineage-30", "story", "Tisa-cel is harmless.", "harmless"),
        Lie("relapsed-ecog-3", "teaching", "CAR T always helps.", "always"),
        Lie(_PH, "story", "With it 90% survive.", "survive"),
        Lie("relapsed-ecog-2", "teaching", "CAR T saves lives.", "saves lives"),
    ],
    "quotation-not-in-a-sentence": [
        Lie("relapsed-ecog-2", "story", 'It says "CAR T is for everybody".', '"CAR T is for'),
    ],
}  # fmt: skip
"""Fifty, ten of each kind (doses, advice and ranking are one lint's), and some besides."""

"""Other names and words of the core attributes."""

from typing import Any

from allscape.model.wording.declare import wording

PH_STATUS = wording(
    names=(
        "Ph, Ph1, Ph chromosome, Ph chr, Philadelphia, Philadelphia status, Ph chromosome "
        "status, Philadelphia chromosome, Philadelphia chromosome status, BCR-ABL, BCR-ABL1, "
        "BCR::ABL, BCR-ABL status, BCR-ABL1 status, BCR-ABL fusion, BCR-ABL1 fusion, BCR-ABL1 "
        "fusion gene, BCR-ABL gene, t(9;22), t(9;22)(q34;q11), t(9;22)(q34;q11.2), "
        "t(9;22)(q34.1;q11.2), t9;22"
    ),
    words={
        "positive": (
            "+, pos, present, detected, positive ALL, pos ALL, + ALL, + B-ALL, positive B-ALL, "
            "BCR-ABL, BCR-ABL1, BCR::ABL, t(9;22), t(9;22)(q34;q11), t(9;22)(q34;q11.2), "
            "t(9;22)(q34.1;q11.2), Philadelphia, ALL Ph+"
        ),
        "negative": (
            "neg, absent, not detected, negative ALL, neg ALL, Ph- ALL, Ph- B-ALL, negative "
            "B-ALL, not present, ALL Ph-, non Ph"
        ),
    },
    doubts={
        "likeness is no result of the Philadelphia chromosome": (
            "Ph-like, like, Ph-like ALL, BCR-ABL1-like, Philadelphia-like, like ALL"
        ),
        "another fusion says nothing of the Philadelphia chromosome": (
            "ALL1/AF4, MLL, KMT2A, KMT2A-r, MLL-AF4, KMT2A::AFF1, KMT2A rearranged, MLL "
            "rearranged, t(4;11), E2A/PBX1, TCF3-PBX1, t(1;19), ETV6-RUNX1, TEL-AML1, t(12;21), "
            "NUP98, NUP-98, p15/p16, ABL1-class, CRLF2, IGH-CRLF2, ZNF384, DUX4, MEF2D, PAX5, "
            "iAMP21, hyperdiploid, hypodiploid, B-other, JAK2, EBF1-PDGFRB, normal, simple alt."
        ),
        "more than one meaning": "yes, no, true, false, Ph, 1, 0, variant",
    },
)

RESIDUAL: Any = {
    "words": {"positive": "+, pos", "negative": "neg"},
    "doubts": {
        "found or not is no result before somebody draws the line": (
            "undetectable, detectable, not detected, detected, not detectable, none detected, no "
            "mrd, present, absent, low, low positive, low level, trace, high, minimal, below "
            "cutoff, quantifiable, not quantifiable, positive not quantifiable, detectable not "
            "quantifiable, molecular, molecular remission, cmr, mmr, complete molecular "
            "response, negative ngs, yes, no"
        ),
        "a remission says nothing of residual disease": "cr, remission, complete remission, cri",
    },
}

MRD_RESULT = wording(
    names=(
        "MRD, MRD status, MRD response, measurable residual disease, minimal residual disease, "
        "measurable residual disease status, minimal residual disease status"
    ),
    **RESIDUAL,
)

RELAPSE_STATUS = wording(
    names="disease status, disease state, relapse state",
    words={
        "newly_diagnosed": (
            "new diagnosis, newly dx, newly diagnosed ALL, new, at diagnosis, initial diagnosis, "
            "first diagnosis, untreated, previously untreated, treatment-naive, treatment naïve, "
            "newly-diagnosed disease, ND-ALL"
        ),
        "in_remission": (
            "second remission, CR2, CR3, 2nd remission, second complete remission, third "
            "remission, second CR, 2nd CR"
        ),
        "relapsed": (
            "relapse, in relapse, relapsed ALL, relapsed disease, recurrent, recurrence, first "
            "relapse, second relapse, 1st relapse, 2nd relapse, relapsing, recurrent disease"
        ),
        "refractory": (
            "primary refractory, refractory disease, primary refractory disease, primary "
            "refractory ALL, primarily refractory, refractory ALL"
        ),
    },
    doubts={
        "more than one meaning": (
            "R/R, RR, R-R, relapsed/refractory, relapsed or refractory, relapsed and refractory, "
            "relapse/refractory, refractory/relapsed, r/r ALL, rel/ref, relapsed refractory ALL, "
            "previously treated, pretreated, treated, active, active disease, progressive, "
            "progression, persistent, resistant, yes, no, true, false, not in remission, MRD "
            "relapse, molecular relapse, no relapse, not relapsed, ever, never relapsed, "
            "relapse-free, 1, 0, primary, diagnosis"
        ),
        "remission of the first line or a later one": (
            "CR, CR1, remission, complete remission, complete response, CRi, CRh, first "
            "remission, first complete remission, first CR, 1st remission, CR MRD-, MRD- CR, "
            "continuous CR, CCR, PR, partial remission, hematologic remission, morphologic "
            "remission, EFS, NED"
        ),
    },
)

AGE = wording(
    names=(
        "age in years, age (years), age (yrs), age (y), age years, age yr, age yrs, age y, "
        "current age, patient age, age now"
    ),
    doubts={
        "a group is no number": (
            "adult, child, pediatric, paediatric, elderly, older, young, AYA, infant, "
            "adolescent, older adult, young adult, children, senior, teenager, geriatric"
        ),
    },
)

MARKER: Any = {
    "words": {
        "positive": "+, pos, present, expressed, bright, strong",
        "negative": "neg, absent, not expressed, loss, lost",
    },
    "doubts": {
        "between the two": (
            "dim, weak, partial, low, variable, heterogeneous, subset, mixed, + dim, dim +, + "
            "weak, weak +, weak positive, dim positive, partial positive, partially positive, "
            "mostly negative, reduced, CD19dim, CD22dim, CD19low, CD22low, CD19 low, +/-, ++, "
            "+++, positive and negative"
        ),
    },
}

CD19_STATUS = wording(names="CD19, CD 19, CD19 expression, CD19 antigen", **MARKER)

ECOG = wording(
    names=(
        "PS, ECOG PS, ECOG score, ECOG status, ECOG performance status, performance status, ECOG "
        "performance score, ECOG performance, ECOG grade, PS ECOG, PS (ECOG)"
    ),
    doubts={
        "another scale is not ECOG": (
            "Karnofsky, KPS, Lansky, WHO, Zubrod, KPS 90, KPS 80, KPS 70, KPS 100, Lansky 100, "
            "Lansky 80, Karnofsky 90, Karnofsky 80, KPS 90%, 100, 90, 80, 70, 60, 50, 90%, WHO "
            "0, WHO 1, WHO 2, Zubrod 1"
        ),
        "words are no grade": (
            "good, poor, fit, unfit, frail, fully active, ambulatory, normal, bedridden, restricted"
        ),
    },
)

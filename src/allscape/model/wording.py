"""What people call each attribute and its values, and what they type that is no one value of it.

A constant for each attribute, which `model/profile.py` declares it with; words are divided by
commas. No two attributes share a name, no two values of one attribute a word, which is proved.
"""

from typing import Any


def wording(names: str, words: Any = (), doubts: Any = ()) -> Any:
    """Return other names of an attribute, words for its values, and doubts behind their reason."""
    return {
        "names": _listed(names),
        "words": tuple((value, _listed(each)) for value, each in dict(words).items()),
        "doubts": tuple((why, _listed(each)) for why, each in dict(doubts).items()),
    }


def _listed(words: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in words.split(",") if each.strip())


PH_STATUS = wording(
    names="Ph, Ph1, Ph chromosome, Ph chr, Philadelphia, Philadelphia status, Ph chromosome "
    "status, Philadelphia chromosome, Philadelphia chromosome status, BCR-ABL, "
    "BCR-ABL1, BCR::ABL, BCR-ABL status, BCR-ABL1 status, BCR-ABL fusion, BCR-ABL1 "
    "fusion, BCR-ABL1 fusion gene, BCR-ABL gene, t(9;22), t(9;22)(q34;q11), "
    "t(9;22)(q34;q11.2), t(9;22)(q34.1;q11.2), t9;22",
    words={
        "positive": "+, pos, present, detected, positive ALL, pos ALL, + ALL, + B-ALL, positive "
        "B-ALL, BCR-ABL, BCR-ABL1, BCR::ABL, t(9;22), t(9;22)(q34;q11), "
        "t(9;22)(q34;q11.2), t(9;22)(q34.1;q11.2), Philadelphia, ALL Ph+",
        "negative": "neg, absent, not detected, negative ALL, neg ALL, Ph- ALL, Ph- B-ALL, negative "
        "B-ALL, not present, ALL Ph-, non Ph",
    },
    doubts={
        "likeness is no result of the Philadelphia chromosome": "Ph-like, like, Ph-like ALL, BCR-ABL1-like, Philadelphia-like, like ALL",
        "another fusion says nothing of the Philadelphia chromosome": "ALL1/AF4, MLL, KMT2A, KMT2A-r, MLL-AF4, KMT2A::AFF1, KMT2A rearranged, MLL "
        "rearranged, t(4;11), E2A/PBX1, TCF3-PBX1, t(1;19), ETV6-RUNX1, TEL-AML1, "
        "t(12;21), NUP98, NUP-98, p15/p16, ABL1-class, CRLF2, IGH-CRLF2, ZNF384, DUX4, "
        "MEF2D, PAX5, iAMP21, hyperdiploid, hypodiploid, B-other, JAK2, EBF1-PDGFRB, "
        "normal, simple alt.",
        "more than one meaning": "yes, no, true, false, Ph, 1, 0, variant",
    },
)


MRD_RESULT = wording(
    names="MRD, MRD status, MRD response, measurable residual disease, minimal residual "
    "disease, measurable residual disease status, minimal residual disease status",
    words={
        "positive": "+, pos",
        "negative": "neg",
    },
    doubts={
        "found or not is no result before somebody draws the line": "undetectable, detectable, not detected, detected, not detectable, none "
        "detected, no mrd, present, absent, low, low positive, low level, trace, high, "
        "minimal, below cutoff, quantifiable, not quantifiable, positive not "
        "quantifiable, detectable not quantifiable, molecular, molecular remission, cmr, "
        "mmr, complete molecular response, negative ngs, yes, no",
        "a remission says nothing of residual disease": "cr, remission, complete remission, cri",
    },
)


RELAPSE_STATUS = wording(
    names="disease status, disease state, relapse state",
    words={
        "newly_diagnosed": "new diagnosis, newly dx, newly diagnosed ALL, new, at diagnosis, initial "
        "diagnosis, first diagnosis, untreated, previously untreated, treatment-naive, "
        "treatment naïve, newly-diagnosed disease, ND-ALL",
        "in_remission": "second remission, CR2, CR3, 2nd remission, second complete remission, third "
        "remission, second CR, 2nd CR",
        "relapsed": "relapse, in relapse, relapsed ALL, relapsed disease, recurrent, recurrence, "
        "first relapse, second relapse, 1st relapse, 2nd relapse, relapsing, recurrent "
        "disease",
        "refractory": "primary refractory, refractory disease, primary refractory disease, primary "
        "refractory ALL, primarily refractory, refractory ALL",
    },
    doubts={
        "more than one meaning": "R/R, RR, R-R, relapsed/refractory, relapsed or refractory, relapsed and "
        "refractory, relapse/refractory, refractory/relapsed, r/r ALL, rel/ref, relapsed "
        "refractory ALL, previously treated, pretreated, treated, active, active "
        "disease, progressive, progression, persistent, resistant, yes, no, true, false, "
        "not in remission, MRD relapse, molecular relapse, no relapse, not relapsed, "
        "ever, never relapsed, relapse-free, 1, 0, primary, diagnosis",
        "remission of the first line or a later one": "CR, CR1, remission, complete remission, complete response, CRi, CRh, first "
        "remission, first complete remission, first CR, 1st remission, CR MRD-, MRD- CR, "
        "continuous CR, CCR, PR, partial remission, hematologic remission, morphologic "
        "remission, EFS, NED",
    },
)


AGE = wording(
    names="age in years, age (years), age (yrs), age (y), age years, age yr, age yrs, age y, "
    "current age, patient age, age now",
    doubts={
        "a group is no number": "adult, child, pediatric, paediatric, elderly, older, young, AYA, infant, "
        "adolescent, older adult, young adult, children, senior, teenager, geriatric",
    },
)


CD19_STATUS = wording(
    names="CD19, CD 19, CD19 expression, CD19 antigen",
    words={
        "positive": "+, pos, present, expressed, bright, strong",
        "negative": "neg, absent, not expressed, loss, lost",
    },
    doubts={
        "between the two": "dim, weak, partial, low, variable, heterogeneous, subset, mixed, + dim, dim +, "
        "+ weak, weak +, weak positive, dim positive, partial positive, partially "
        "positive, mostly negative, reduced, CD19dim, CD22dim, CD19low, CD22low, CD19 "
        "low, +/-, ++, +++, positive and negative",
    },
)


ECOG = wording(
    names="PS, ECOG PS, ECOG score, ECOG status, ECOG performance status, performance "
    "status, ECOG performance score, ECOG performance, ECOG grade, PS ECOG, PS (ECOG)",
    doubts={
        "another scale is not ECOG": "Karnofsky, KPS, Lansky, WHO, Zubrod, KPS 90, KPS 80, KPS 70, KPS 100, Lansky "
        "100, Lansky 80, Karnofsky 90, Karnofsky 80, KPS 90%, 100, 90, 80, 70, 60, 50, "
        "90%, WHO 0, WHO 1, WHO 2, Zubrod 1",
        "words are no grade": "good, poor, fit, unfit, frail, fully active, ambulatory, normal, bedridden, "
        "restricted",
    },
)


LINEAGE = wording(
    names="immunophenotype, cell lineage, cell type, phenotype, immunologic phenotype, "
    "lineage ALL, ALL lineage, ALL subtype lineage, cell of origin",
    words={
        "B": "B-ALL, B-cell, B-cell ALL, B-lineage, B-lineage ALL, B-cell lineage, BCP-ALL, "
        "BCP, B-cell precursor, B-precursor, precursor B, precursor B-cell, B-cell "
        "precursor ALL, B-precursor ALL, precursor B-ALL, pre-B, pre-B ALL, pro-B, pro-B "
        "ALL, common B, precursor B-cell ALL, B-cell acute lymphoblastic leukemia, early "
        "pre-B, B-lymphoid, B-lymphoblastic leukemia, B acute lymphoblastic leukemia, B "
        "Cell, preB, proB, B-lin",
        "T": "T-ALL, T-cell, T-cell ALL, T-lineage, T-lineage ALL, T-cell lineage, precursor "
        "T, precursor T-cell, T-precursor, pre-T, pro-T, cortical T, mature T, "
        "T-lymphoid, T-cell precursor, early T-cell precursor, ETP-ALL, early "
        "T-precursor ALL, T-cell acute lymphoblastic leukemia, T-lymphoblastic leukemia, "
        "T-cell precursor ALL",
    },
    doubts={
        "of both or neither": "MPAL, mixed, mixed phenotype, biphenotypic, bilineal, B/T, B/myeloid, "
        "T/myeloid, B and T, mixed phenotype acute leukemia, undifferentiated, AUL, ALL, "
        "NK, non-B, non-T, null, lymphoid, myeloid",
    },
)


RISK_GROUP = wording(
    names="risk, risk category, risk classification, risk stratification, risk stratum, risk arm",
    words={
        "standard": "SR, standard-risk, std, standard risk group",
        "high": "HR, high-risk, high risk group",
    },
    doubts={
        "a group that is neither of the two": "low, low risk, LR, average, average risk, AR, intermediate, intermediate risk, "
        "IR, medium, MR, medium risk, very high, VHR, very high risk, poor, poor risk, "
        "adverse, favorable, favourable, good, unfavorable, higher, SR-avg, SR-high, "
        "HR-fav, not high",
    },
)


RELAPSE_RISK = wording(
    names="risk of relapse",
    words={
        "higher": "higher risk, higher risk of relapse",
        "not_higher": "not higher risk",
    },
    doubts={
        "compared with what": "high, high risk, low, low risk, average, standard, intermediate, increased, "
        "elevated, lower, yes, no, favorable",
    },
)


COMPLEX_CYTOGENETICS = wording(
    names="complex karyotype, CK",
    words={
        True: "yes, y, t, complex, present",
        False: "no, n, f, not complex, non-complex, absent",
    },
    doubts={
        "what is not this says nothing of it": "normal, abnormal, diploid, adverse",
    },
)


CD22_STATUS = wording(
    names="CD22, CD 22, CD22 expression, CD22 antigen",
    words={
        "positive": "+, pos, present, expressed, bright, strong",
        "negative": "neg, absent, not expressed, loss, lost",
    },
    doubts={
        "between the two": "dim, weak, partial, low, variable, heterogeneous, subset, mixed, + dim, dim +, "
        "+ weak, weak +, weak positive, dim positive, partial positive, partially "
        "positive, mostly negative, reduced, CD19dim, CD22dim, CD19low, CD22low, CD19 "
        "low, +/-, ++, +++, positive and negative",
    },
)


MRD_BY_FLOW = wording(
    names="flow MRD, MRD flow, MRD by flow cytometry, MRD (flow), MFC-MRD, MRD (MFC), MRD by "
    "MFC, FCM-MRD, MRD (FCM), flow cytometry MRD, MRD flow cytometry, FC-MRD",
    words={
        "positive": "+, pos",
        "negative": "neg",
    },
    doubts={
        "found or not is no result before somebody draws the line": "undetectable, detectable, not detected, detected, not detectable, none "
        "detected, no mrd, present, absent, low, low positive, low level, trace, high, "
        "minimal, below cutoff, quantifiable, not quantifiable, positive not "
        "quantifiable, detectable not quantifiable, molecular, molecular remission, cmr, "
        "mmr, complete molecular response, negative ngs, yes, no",
        "a remission says nothing of residual disease": "cr, remission, complete remission, cri",
    },
)


MRD_TIMING = wording(
    names="MRD time point, MRD timepoint, MRD time, timing of MRD",
    words={
        "end_of_induction": "EOI, end induction, post-induction, after induction, end of ind",
        "after_frontline_chemotherapy": "after frontline chemo, after frontline, after first-line chemotherapy",
        "after_first_blinatumomab_cycle": "after first blinatumomab, after first blina cycle, after blinatumomab cycle 1, "
        "after cycle 1 of blinatumomab, post blina cycle 1",
        "after_transplant": "post-transplant, after SCT, after HSCT, after HCT, post-SCT, post-HSCT, "
        "post-HCT, after allo-SCT, after stem cell transplant, after BMT, post-BMT",
        "after_car_t": "post-CAR-T, after CAR-T cells, post CART, after CART",
    },
    doubts={
        "more than one time": "EOC, end of consolidation, day 8, day 15, day 29, day 33, d15, d29, d33, TP1, "
        "TP2, TP3, week 12, w12, month 3, after blinatumomab, after consolidation, "
        "diagnosis, at relapse, before transplant, pre-transplant, pre-SCT, follow-up",
    },
)


TREATMENT_PHASE = wording(
    names="phase, phase of treatment, phase of therapy, therapy phase, current phase",
    words={
        "induction": "induction phase, induction therapy, in induction, IND, remission induction",
        "consolidation": "consolidation phase, consolidation therapy, in consolidation",
        "maintenance": "maintenance phase, maintenance therapy, in maintenance",
        "salvage": "salvage therapy, salvage treatment, in salvage",
        "post_transplant": "after transplant, post-SCT, post-HSCT, post-HCT, after SCT, after HSCT, after "
        "HCT, post-BMT",
        "post_car_t": "after CAR-T, post-CART, after CART, post CAR-T cells",
    },
    doubts={
        "more than one meaning": "frontline, first line, intensification, delayed intensification, re-induction, "
        "reinduction, interim maintenance, follow-up, off treatment, off therapy, "
        "bridging, prephase, continuation, completed, post-remission",
    },
)


SALVAGE_LINE = wording(
    names="salvage, line of salvage, salvage number, salvage status",
    words={
        "first": "first salvage, salvage 1, 1st, 1st salvage, S1, salvage-1, one",
        "second_or_later": "second, 2nd, second salvage, salvage 2, 2nd salvage, S2, third, 3rd, third "
        "salvage, later, S3, salvage 3, second or more, 2nd or later, at least second",
    },
    doubts={
        "a line of treatment is not a line of salvage": "1, 2, 3, 1L, 2L, 3L, first line, second line, third line, line 1, line 2, line "
        "3, frontline, yes, no, 0, none",
    },
)


FIRST_LINE_TREATMENT_COMPLETED = wording(
    names="first-line completed, first-line therapy completed, frontline treatment "
    "completed, completed first-line treatment, completed first-line therapy",
    words={
        True: "yes, y, t, completed, done",
        False: "no, n, f, not completed, ongoing, incomplete",
    },
    doubts={
        "completed is the question": "stopped, discontinued, partly, partial",
    },
)


PRIOR_FRONTLINE_CHEMOTHERAPY = wording(
    names="prior frontline chemo, previous frontline chemotherapy, prior first-line chemotherapy",
    words={
        True: "yes, y, t, given, received",
        False: "no, n, f, not given, not received, never",
    },
    doubts={
        "planned is not given": "planned, ongoing, current, scheduled, eligible, candidate",
    },
)


PRIOR_INTENSIVE_CHEMOTHERAPY = wording(
    names="prior intensive chemo, previous intensive chemotherapy",
    words={
        True: "yes, y, t, given, received",
        False: "no, n, f, not given, not received, never",
    },
    doubts={
        "planned is not given": "planned, ongoing, current, scheduled, eligible, candidate",
    },
)


PRIOR_TKI = wording(
    names="prior tyrosine kinase inhibitor, previous TKI, TKI before, previous tyrosine "
    "kinase inhibitor, TKI exposed",
    words={
        True: "yes, y, t, given, received, exposed",
        False: "no, n, f, not given, not received, never, naive",
    },
    doubts={
        "planned is not given": "planned, ongoing, current, scheduled, eligible, candidate",
    },
)


PRIOR_BLINATUMOMAB = wording(
    names="prior blina, previous blinatumomab, previous blina, blinatumomab before, prior blin",
    words={
        True: "yes, y, t, given, received, exposed",
        False: "no, n, f, not given, not received, never, naive",
    },
    doubts={
        "planned is not given": "planned, ongoing, current, scheduled, eligible, candidate",
    },
)


PRIOR_TRANSPLANT = wording(
    names="prior SCT, prior HSCT, prior HCT, prior stem cell transplant, prior allo-SCT, "
    "prior allo-HSCT, prior alloHSCT, prior alloSCT, prior allo-HCT, previous "
    "transplant, prior stem cell transplantation, previous SCT, previous HSCT, prior "
    "transplantation, prior BMT, previous HCT, prior allogeneic transplant, prior "
    "allogeneic HSCT, previous alloHSCT, previous stem cell transplant",
    words={
        True: "yes, y, t, given, received",
        False: "no, n, f, not given, not received, never",
    },
    doubts={
        "not the same as done": "planned, scheduled, auto, autologous, eligible, candidate, pending, considered",
    },
)


PRIOR_CAR_T = wording(
    names="prior CART, previous CAR-T, prior CAR-T cells, prior CAR-T cell therapy, CAR-T "
    "before, previous CART, prior CAR-T therapy, previous CAR-T cell therapy",
    words={
        True: "yes, y, t, given, received",
        False: "no, n, f, not given, not received, never, naive",
    },
    doubts={
        "planned is not given": "planned, ongoing, current, scheduled, eligible, candidate",
    },
)


RESPONSE_TO_CAR_T = wording(
    names="CAR-T response, response to CAR-T cells, response to CART",
    words={
        "good": "good response, good responder",
        "poor": "poor response, poor responder",
    },
    doubts={
        "what is good or poor the articles do not say": "CR, CRi, PR, NR, SD, PD, MRD-, complete remission, no response, partial "
        "remission, partial, complete, responder, non-responder, relapse",
    },
)


ACTIVE_GVHD = wording(
    names="active graft-versus-host disease, active graft versus host disease",
    words={
        True: "yes, y, t, active, present",
        False: "no, n, f, not active, inactive, absent, never",
    },
    doubts={
        "active now is the question": "chronic, acute, prior, history of, resolved, mild, grade 1, grade 2, grade I, "
        "grade II, cGVHD, aGVHD, treated",
    },
)


ORGAN_FUNCTION_ADEQUATE = wording(
    names="adequate organ function, organ function",
    words={
        True: "yes, y, t, adequate, sufficient",
        False: "no, n, f, inadequate, not adequate, insufficient",
    },
    doubts={
        "adequate for what is meant is the question": "normal, impaired, abnormal, good, poor, moderate, borderline",
    },
)


LIFE_EXPECTANCY_WEEKS = wording(
    names="life expectancy, life expectancy (weeks), life expectancy in weeks, life "
    "expectancy (wk), expected survival (weeks)",
    doubts={
        "one number of weeks is needed": "short, long, limited, good, poor, months, years, days, normal",
    },
)


CARE_SETTING = wording(
    names="setting, care location, setting of care",
    words={
        "not_limited": "not limited, unlimited, no limits",
        "limited_resource": "limited resources, resource-limited, resource limited setting, limited-resource "
        "setting, low-resource, low-resource setting",
        "low_or_middle_income_country": "LMIC, low- or middle-income, low- and middle-income country, low-middle-income "
        "country, low/middle-income country, LMICs",
        "remote": "remote area, remote setting, remote location",
    },
    doubts={
        "none of the settings that the articles name": "rural, urban, community, academic, outpatient, inpatient, hospital, home, "
        "high-income country, HIC, tertiary, USA, China",
    },
)

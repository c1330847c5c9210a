"""Other names and words of the disease's attributes."""

from allscape.model.wording.core import MARKER, RESIDUAL
from allscape.model.wording.declare import wording, yes_or_no

LINEAGE = wording(
    names=(
        "immunophenotype, cell lineage, cell type, phenotype, immunologic phenotype, lineage "
        "ALL, ALL lineage, ALL subtype lineage, cell of origin"
    ),
    words={
        "B": (
            "B-ALL, B-cell, B-cell ALL, B-lineage, B-lineage ALL, B-cell lineage, BCP-ALL, BCP, "
            "B-cell precursor, B-precursor, precursor B, precursor B-cell, B-cell precursor ALL, "
            "B-precursor ALL, precursor B-ALL, pre-B, pre-B ALL, pro-B, pro-B ALL, common B, "
            "precursor B-cell ALL, B-cell acute lymphoblastic leukemia, early pre-B, B-lymphoid, "
            "B-lymphoblastic leukemia, B acute lymphoblastic leukemia, B Cell, preB, proB, B-lin"
        ),
        "T": (
            "T-ALL, T-cell, T-cell ALL, T-lineage, T-lineage ALL, T-cell lineage, precursor T, "
            "precursor T-cell, T-precursor, pre-T, pro-T, cortical T, mature T, T-lymphoid, "
            "T-cell precursor, early T-cell precursor, ETP-ALL, early T-precursor ALL, T-cell "
            "acute lymphoblastic leukemia, T-lymphoblastic leukemia, T-cell precursor ALL"
        ),
    },
    doubts={
        "of both or neither": (
            "MPAL, mixed, mixed phenotype, biphenotypic, bilineal, B/T, B/myeloid, T/myeloid, B "
            "and T, mixed phenotype acute leukemia, undifferentiated, AUL, ALL, NK, non-B, "
            "non-T, null, lymphoid, myeloid"
        ),
    },
)

RISK_GROUP = wording(
    names="risk, risk category, risk classification, risk stratification, risk stratum, risk arm",
    words={
        "standard": "SR, standard-risk, std, standard risk group",
        "high": "HR, high-risk, high risk group",
    },
    doubts={
        "a group that is neither of the two": (
            "low, low risk, LR, average, average risk, AR, intermediate, intermediate risk, IR, "
            "medium, MR, medium risk, very high, VHR, very high risk, poor, poor risk, adverse, "
            "favorable, favourable, good, unfavorable, higher, SR-avg, SR-high, HR-fav, not high"
        ),
    },
)

RELAPSE_RISK = wording(
    names="risk of relapse",
    words={"higher": "higher risk, higher risk of relapse", "not_higher": "not higher risk"},
    doubts={
        "compared with what": (
            "high, high risk, low, low risk, average, standard, intermediate, increased, "
            "elevated, lower, yes, no, favorable"
        ),
    },
)

COMPLEX_CYTOGENETICS = wording(
    names="complex karyotype, CK",
    words=yes_or_no("complex, present", "not complex, non-complex, absent"),
    doubts={"what is not this says nothing of it": "normal, abnormal, diploid, adverse"},
)

CD22_STATUS = wording(names="CD22, CD 22, CD22 expression, CD22 antigen", **MARKER)

MRD_BY_FLOW = wording(
    names=(
        "flow MRD, MRD flow, MRD by flow cytometry, MRD (flow), MFC-MRD, MRD (MFC), MRD by MFC, "
        "FCM-MRD, MRD (FCM), flow cytometry MRD, MRD flow cytometry, FC-MRD"
    ),
    **RESIDUAL,
)

MRD_TIMING = wording(
    names="MRD time point, MRD timepoint, MRD time, timing of MRD",
    words={
        "end_of_induction": "EOI, end induction, post-induction, after induction, end of ind",
        "after_frontline_chemotherapy": (
            "after frontline chemo, after frontline, after first-line chemotherapy"
        ),
        "after_first_blinatumomab_cycle": (
            "after first blinatumomab, after first blina cycle, after blinatumomab cycle 1, "
            "after cycle 1 of blinatumomab, post blina cycle 1"
        ),
        "after_transplant": (
            "post-transplant, after SCT, after HSCT, after HCT, post-SCT, post-HSCT, post-HCT, "
            "after allo-SCT, after stem cell transplant, after BMT, post-BMT"
        ),
        "after_car_t": "post-CAR-T, after CAR-T cells, post CART, after CART",
    },
    doubts={
        "more than one time": (
            "EOC, end of consolidation, day 8, day 15, day 29, day 33, d15, d29, d33, TP1, TP2, "
            "TP3, week 12, w12, month 3, after blinatumomab, after consolidation, diagnosis, at "
            "relapse, before transplant, pre-transplant, pre-SCT, follow-up"
        ),
    },
)

"""Other names and words of the attributes of course, fitness and setting."""

from typing import Any

from allscape.model.wording.declare import wording, yes_or_no

TREATMENT_PHASE = wording(
    names="phase, phase of treatment, phase of therapy, therapy phase, current phase",
    words={
        "induction": "induction phase, induction therapy, in induction, IND, remission induction",
        "consolidation": "consolidation phase, consolidation therapy, in consolidation",
        "maintenance": "maintenance phase, maintenance therapy, in maintenance",
        "salvage": "salvage therapy, salvage treatment, in salvage",
        "post_transplant": (
            "after transplant, post-SCT, post-HSCT, post-HCT, after SCT, after HSCT, after HCT, "
            "post-BMT"
        ),
        "post_car_t": "after CAR-T, post-CART, after CART, post CAR-T cells",
    },
    doubts={
        "more than one meaning": (
            "frontline, first line, intensification, delayed intensification, re-induction, "
            "reinduction, interim maintenance, follow-up, off treatment, off therapy, bridging, "
            "prephase, continuation, completed, post-remission"
        ),
    },
)

SALVAGE_LINE = wording(
    names="salvage, line of salvage, salvage number, salvage status",
    words={
        "first": "first salvage, salvage 1, 1st, 1st salvage, S1, salvage-1, one",
        "second_or_later": (
            "second, 2nd, second salvage, salvage 2, 2nd salvage, S2, third, 3rd, third salvage, "
            "later, S3, salvage 3, second or more, 2nd or later, at least second"
        ),
    },
    doubts={
        "a line of treatment is not a line of salvage": (
            "1, 2, 3, 1L, 2L, 3L, first line, second line, third line, line 1, line 2, line 3, "
            "frontline, yes, no, 0, none"
        ),
    },
)

FIRST_LINE_TREATMENT_COMPLETED = wording(
    names=(
        "first-line completed, first-line therapy completed, frontline treatment completed, "
        "completed first-line treatment, completed first-line therapy"
    ),
    words=yes_or_no("completed, done", "not completed, ongoing, incomplete"),
    doubts={"completed is the question": "stopped, discontinued, partly, partial"},
)

_NOT_GIVEN = "not given, not received, never"
_PLANNED = {"planned is not given": "planned, ongoing, current, scheduled, eligible, candidate"}
GIVEN: Any = {"words": yes_or_no("given, received", _NOT_GIVEN), "doubts": _PLANNED}
EXPOSED: Any = {
    "words": yes_or_no("given, received, exposed", f"{_NOT_GIVEN}, naive"),
    "doubts": _PLANNED,
}

PRIOR_FRONTLINE_CHEMOTHERAPY = wording(
    names="prior frontline chemo, previous frontline chemotherapy, prior first-line chemotherapy",
    **GIVEN,
)

PRIOR_INTENSIVE_CHEMOTHERAPY = wording(
    names="prior intensive chemo, previous intensive chemotherapy", **GIVEN
)

PRIOR_TKI = wording(
    names=(
        "prior tyrosine kinase inhibitor, previous TKI, TKI before, previous tyrosine kinase "
        "inhibitor, TKI exposed"
    ),
    **EXPOSED,
)

PRIOR_BLINATUMOMAB = wording(
    names="prior blina, previous blinatumomab, previous blina, blinatumomab before, prior blin",
    **EXPOSED,
)

PRIOR_TRANSPLANT = wording(
    names=(
        "prior SCT, prior HSCT, prior HCT, prior stem cell transplant, prior allo-SCT, prior "
        "allo-HSCT, prior alloHSCT, prior alloSCT, prior allo-HCT, previous transplant, prior "
        "stem cell transplantation, previous SCT, previous HSCT, prior transplantation, prior "
        "BMT, previous HCT, prior allogeneic transplant, prior allogeneic HSCT, previous "
        "alloHSCT, previous stem cell transplant"
    ),
    words=GIVEN["words"],
    doubts={
        "not the same as done": (
            "planned, scheduled, auto, autologous, eligible, candidate, pending, considered"
        ),
    },
)

PRIOR_CAR_T = wording(
    names=(
        "prior CART, previous CAR-T, prior CAR-T cells, prior CAR-T cell therapy, CAR-T before, "
        "previous CART, prior CAR-T therapy, previous CAR-T cell therapy"
    ),
    words=yes_or_no("given, received", f"{_NOT_GIVEN}, naive"),
    doubts=_PLANNED,
)

RESPONSE_TO_CAR_T = wording(
    names="CAR-T response, response to CAR-T cells, response to CART",
    words={"good": "good response, good responder", "poor": "poor response, poor responder"},
    doubts={
        "what is good or poor the articles do not say": (
            "CR, CRi, PR, NR, SD, PD, MRD-, complete remission, no response, partial remission, "
            "partial, complete, responder, non-responder, relapse"
        ),
    },
)

ACTIVE_GVHD = wording(
    names="active graft-versus-host disease, active graft versus host disease",
    words=yes_or_no("active, present", "not active, inactive, absent, never"),
    doubts={
        "active now is the question": (
            "chronic, acute, prior, history of, resolved, mild, grade 1, grade 2, grade I, grade "
            "II, cGVHD, aGVHD, treated"
        ),
    },
)

ORGAN_FUNCTION_ADEQUATE = wording(
    names="adequate organ function, organ function",
    words=yes_or_no("adequate, sufficient", "inadequate, not adequate, insufficient"),
    doubts={
        "adequate for what is meant is the question": (
            "normal, impaired, abnormal, good, poor, moderate, borderline"
        ),
    },
)

LIFE_EXPECTANCY_WEEKS = wording(
    names=(
        "life expectancy, life expectancy (weeks), life expectancy in weeks, life expectancy "
        "(wk), expected survival (weeks)"
    ),
    doubts={
        "one number of weeks is needed": (
            "short, long, limited, good, poor, months, years, days, normal"
        ),
    },
)

CARE_SETTING = wording(
    names="setting, care location, setting of care",
    words={
        "not_limited": "not limited, unlimited, no limits",
        "limited_resource": (
            "limited resources, resource-limited, resource limited setting, limited-resource "
            "setting, low-resource, low-resource setting"
        ),
        "low_or_middle_income_country": (
            "LMIC, low- or middle-income, low- and middle-income country, low-middle-income "
            "country, low/middle-income country, LMICs"
        ),
        "remote": "remote area, remote setting, remote location",
    },
    doubts={
        "none of the settings that the articles name": (
            "rural, urban, community, academic, outpatient, inpatient, hospital, home, "
            "high-income country, HIC, tertiary, USA, China"
        ),
    },
)

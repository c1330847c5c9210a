"""The rulebook as somebody fluent in polars would write it by hand: the rival of our columns.

A nullable boolean an approach: true is matched, false is ruled out, null is undetermined. What one
fact excludes of another is written where a rule needs it, and nowhere else.
"""

import polars as pl

from allscape.model.base import Verdict

_WORDS = pl.Enum([each.value for each in Verdict])


def booleans(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return the truth of every approach."""
    return frame.select(**_approaches())


def verdicts(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return the verdict of every approach, in words."""
    return frame.select(**{name: _verdict(truth) for name, truth in _approaches().items()})


def words(truths: pl.DataFrame) -> pl.DataFrame:
    """Return what `booleans` says in the words of `verdicts`."""
    return truths.select(_verdict(pl.col(name)).alias(name) for name in truths.columns)


def _verdict(truth: pl.Expr) -> pl.Expr:
    matched, undetermined, ruled_out = (pl.lit(each.value, _WORDS) for each in Verdict)
    false = pl.when(~truth).then(ruled_out).otherwise(undetermined)
    return pl.when(truth).then(matched).otherwise(false)


def _approaches() -> dict[str, pl.Expr]:
    status, phase = pl.col("relapse_status"), pl.col("treatment_phase")
    timing, lineage = pl.col("mrd_timing"), pl.col("lineage")
    age, weeks, ecog = pl.col("age"), pl.col("life_expectancy_weeks"), pl.col("ecog")

    first_line = status == "newly_diagnosed"
    relapsed = status == "relapsed"
    relapsed_refractory = relapsed | (status == "refractory")
    elsewhere = first_line | (status == "in_remission")
    b_lineage = lineage == "B"
    ph_positive, ph_negative = pl.col("ph_status") == "positive", pl.col("ph_status") == "negative"
    mrd_positive = pl.col("mrd_result") == "positive"
    consolidation = phase == "consolidation"

    # Who says when the MRD was taken has said what came before it.
    after_frontline = pl.when(timing == "after_frontline_chemotherapy").then(True)
    had_frontline = pl.coalesce(pl.col("prior_frontline_chemotherapy"), after_frontline)
    no_transplant = pl.when(~pl.col("prior_transplant")).then(False)
    after_transplant = pl.coalesce(timing == "after_transplant", no_transplant)
    responded = pl.col("response_to_car_t").is_not_null()
    after_car_t = pl.when(
        responded | (timing == "after_car_t") | (phase == "post_car_t")
    ).then(True)  # fmt: skip
    had_car_t = pl.coalesce(pl.col("prior_car_t"), after_car_t)

    car_t_candidate = (
        (pl.col("cd19_status") == "positive")
        & pl.col("organ_function_adequate")
        & (weeks > 6)
        & (ecog <= 2)
        & ~pl.col("active_gvhd")
    )
    first_line_car_t = first_line | (mrd_positive & after_transplant & elsewhere)
    high_risk = (pl.col("risk_group") == "high") | mrd_positive
    childhood = (pl.col("risk_group") == "standard") & (age >= 2) & (age < 11)
    completed = pl.col("first_line_treatment_completed")
    return {
        "blinatumomab-after-frontline-mrd-negative": first_line
        & had_frontline
        & (pl.col("mrd_by_flow") == "negative"),
        "blinatumomab-bridge-to-transplant": relapsed,
        "blinatumomab-chemotherapy-childhood": first_line & b_lineage & childhood,
        "blinatumomab-consolidation": consolidation & first_line,
        "blinatumomab-maintenance": pl.col("prior_intensive_chemotherapy") & elsewhere,
        "blinatumomab-mrd-positive": mrd_positive,
        "blinatumomab-relapsed-refractory": relapsed_refractory,
        "blinatumomab-tki-frontline": ph_positive & first_line,
        "dasatinib-blinatumomab-consolidation": first_line
        & ph_positive
        & consolidation
        & completed,
        "hyper-cvad-then-blinatumomab": first_line & (age >= 18) & ph_negative & b_lineage,
        "brexu-cel-relapsed-refractory": relapsed_refractory & car_t_candidate,
        "car-t-consolidation-or-maintenance": high_risk & elsewhere & car_t_candidate,
        "car-t-relapsed-refractory": relapsed_refractory & car_t_candidate,
        "obe-cel-relapsed-refractory": relapsed_refractory & car_t_candidate,
        "tisa-cel-first-line": first_line_car_t & (age < 40) & car_t_candidate,
        "tisa-cel-relapsed-refractory": relapsed_refractory & car_t_candidate,
        "brick-combination": relapsed,
        "immunotherapy-combinations-relapsed": relapsed,
        "inotuzumab-relapsed": relapsed,
        "mini-hyper-cvd-inotuzumab": first_line & (age >= 61) & ph_negative,
        "mrd-monitoring": pl.repeat(True, pl.len()),
        "reduced-intensity-limited-resources": (pl.col("care_setting") == "limited_resource")
        & (age < 18)
        & b_lineage,
        "ponatinib": ph_positive,
        "tki": ph_positive,
        "tki-immunotherapy-without-transplant": ph_positive,
        "transplant-after-car-t": had_car_t,
    }

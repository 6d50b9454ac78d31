"""Values are read with any unit of the right dimension, and a wrong one is explained."""

from __future__ import annotations

import pytest

from stackdesk.scenario import SHIPPED
from stackdesk.scenario.unit_names import named, unit_of
from stackdesk.scenario.units import UnreadableError, parsed

CATALOGUE = SHIPPED.newest().catalogue
DECLARED = sorted(
    {one.quantity.unit for one in CATALOGUE.parameters.values()}
    | {one.unit for one in CATALOGUE.series.values() if one.unit != "text"}
)

READ = [
    # power and energy
    ("2 GW", "GW", 2.0),
    ("2000 MW", "GW", 2.0),
    ("2000MW", "GW", 2.0),
    ("0.5 TW", "GW", 500.0),
    ("2 gw", "GW", 2.0),
    ("350 mw", "GW", 0.35),
    ("1,200 megawatts", "GW", 1.2),
    ("1.5 GW/month", "GW/yr", 18.0),
    ("2 GW a year", "GW/yr", 2.0),
    ("17.5 TWh/yr", "TWh/yr", 17.5),
    ("17500 GWh per year", "TWh/yr", 17.5),
    ("1 PWh/yr", "TWh/yr", 1000.0),
    ("100 GWh/month", "TWh/yr", 1.2),
    ("3.6 PJ/yr", "TWh/yr", 1.0),
    ("1 TW-h/yr", "TWh/yr", 1.0),
    ("700 W/H100e", "kW/H100e", 0.7),
    # numbers
    ("2.6", "GW", 2.6),
    ("−1.5", "1", -1.5),
    ("+4", "x", 4.0),
    ("~3", "x", 3.0),
    (".5", "x", 0.5),
    ("1,152", "GW", 1152.0),
    ("1 152 000", "H100e", 1152000.0),
    ("1.2e3 MW", "GW", 1.2),
    ("7.1 × 10³⁰", "FLOP", 7.1e30),
    ("7.1x10^30 FLOP", "FLOP", 7.1e30),
    ("5 × 10⁻³", "1", 0.005),
    # magnitudes
    ("100k", "H100e", 1e5),
    ("100k", "million H100e", 0.1),
    ("100k H100e", "million H100e", 0.1),
    ("2.1e7 H100e", "million H100e", 21.0),
    ("2.1 MH100e", "million H100e", 2.1),
    ("2k", "thousand people", 2.0),
    ("2", "thousand people", 2.0),
    ("1.2 bn", "million", 1200.0),
    ("12 million people", "million", 12.0),
    ("3 M/yr", "million H100e/yr", 3.0),
    ("0.15 million wafers/month", "thousand wafers/month", 150.0),
    ("1.8 million wafers a year", "thousand wafers/month", 150.0),
    ("2B", "million tokens/yr", 2000.0),
    ("40 billion tokens per year", "million tokens/yr", 4e4),
    # time
    ("3 months", "years", 0.25),
    ("1 month", "years", 1 / 12),
    ("6 weeks", "years", 6 * 7 / 365.25),
    ("90 days", "years", 90 / 365.25),
    ("2.5 yr", "years", 2.5),
    ("2 quarters", "years", 0.5),
    # shares, rates and factors
    ("15 %", "1", 0.15),
    ("15%", "1/yr", 0.15),
    ("15 %/yr", "1/yr", 0.15),
    ("1 per cent a month", "1/yr", 0.12),
    ("-5 % p.a.", "1/yr", -0.05),
    ("10x", "x", 10.0),
    ("150 %", "x", 1.5),
    ("1.42×/yr", "x/yr", 1.42),
    ("1.42x", "x/yr", 1.42),
    # money
    ("0.3 $/kWh", "USD/MWh", 300.0),
    ("$0.3/kWh", "USD/MWh", 300.0),
    ("5 ct/kWh", "USD/MWh", 50.0),
    ("5 ¢ per kWh", "USD/MWh", 50.0),
    ("$45", "USD/MWh", 45.0),
    ("US$2bn", "billion USD/yr", 2.0),
    ("$2B/yr", "billion USD/yr", 2.0),
    ("-$2 bn", "billion USD/yr", -2.0),
    ("USD 3000", "thousand USD", 3.0),
    ("30k", "thousand USD/H100e", 30.0),
    ("1.2 $/W", "USD/kW", 1200.0),
    ("$3 per 1M tokens", "USD/million tokens", 3.0),
    ("$0.003/1k tokens", "USD/million tokens", 3.0),
    ("2 $/H100e-hr", "USD/H100e-h", 2.0),
    ("10 million USD/MW", "billion USD/GW", 10.0),
    # the rest
    ("0.4 t CO2/MWh", "g/kWh", 400.0),
    ("400 gCO₂e/kWh", "g/kWh", 400.0),
    ("1 kt", "MtCO2/yr", None),
    ("1 kt/yr", "MtCO2/yr", 0.001),
    ("1.8 m3/MWh", "L/kWh", 1.8),
    ("8 Gb", "GB", 1.0),
    ("2 million TB/yr", "billion Gb/yr", 16.0),
    ("5 worker-years/MW", "worker-yr/GW", 5000.0),
    ("2 people/MW", "people/GW", 2000.0),
    ("1e12 FLOP/token", "TFLOP/token", 1.0),
]


@pytest.mark.parametrize(("text", "unit", "value"), READ)
def test_values_are_read_with_any_unit_of_the_right_kind(text: str, unit: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(UnreadableError):
            parsed(text, unit)
    else:
        assert parsed(text, unit) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("17.5 TWh/yr", "GW", "TWh/yr is energy a year, this is power (GW); 1 GW for a year is 8.76 TWh"),
        ("2 GW", "TWh/yr", "GW is power, this is energy a year (TWh/yr); 1 GW for a year is 8.76 TWh"),
        ("20 TWh", "TWh/yr", "TWh is energy, this is energy a year (TWh/yr); say over which time"),
        ("5 GWh", "GW", "GWh is energy, this is power (GW); 1 GW for a year"),
        ("2 GW", "GW/yr", "GW is power, this is power a year (GW/yr)"),
        ("3 months", "GW", "months is time, this is power (GW)"),
        ("$3", "GW", "$ is money, this is power (GW)"),
        ("$3/kWh", "USD/kW", "$/kWh is money per energy, this is money per power (USD/kW)"),
        ("40 %", "GW", "% is a number, this is power (GW)"),
        ("2 GW", "1", "GW is power, this is a number"),
        ("42 %", "x/yr", "a factor a year, not per cent: for 42 % more a year type 1.42"),
        ("1.42x", "1/yr", "a rate (1/yr), not a factor"),
        ("3 furlongs", "years", "“furlongs” is no unit known here; this is in years"),
        ("3 monthes", "years", "did you mean month"),
        ("3 m", "years", "m may be months or millions"),
        ("5 gb", "GB", "gigabits are Gb, gigabytes GB"),
        ("€3/MWh", "USD/MWh", "US dollars, not in euros"),
        ("3 million GPUs", "million H100e", "count in H100e"),
        ("2-3 GW", "GW", "one number, then its unit"),
        ("2 3", "GW", "“3” is not understood: one number, then its unit"),
        ("2,6", "GW", "“2,6” is not a number"),
        ("", "GW", "is not a number"),
        ("nonsense", "GW", "“nonsense” is not a number"),
        ("nan", "GW", "is not a number"),
        ("1e999", "GW", "is not a number"),
        ("GW", "GW", "is not a number"),
    ],
)
def test_what_cannot_be_meant_is_explained(text: str, unit: str, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parsed(text, unit)
    assert words in str(caught.value)


@pytest.mark.parametrize("unit", DECLARED)
def test_every_declared_unit_is_understood_and_reads_itself(unit: str) -> None:
    assert named(unit_of(unit).dimension)
    written = "" if unit == "1" else unit
    assert parsed(f"3.25 {written}", unit) == pytest.approx(3.25)


def test_power_is_never_energy_whatever_the_time() -> None:
    power, yearly = unit_of("GW"), unit_of("TWh/yr")
    assert power.dimension != yearly.dimension
    for text in ("1 GW", "8.76 TWh", "8.76 TWh/yr", "1 GW/yr"):
        fitting = [unit for unit in ("GW", "TWh/yr", "GW/yr", "USD/MWh") if _reads(text, unit)]
        assert len(fitting) <= 1, text


def _reads(text: str, unit: str) -> bool:
    try:
        parsed(text, unit)
    except UnreadableError:
        return False
    return True


def test_a_number_alone_counts_in_what_is_shown() -> None:
    assert parsed("34", "1", bare=0.01, shown="%") == 0.34
    assert parsed("34 %", "1", bare=0.01, shown="%") == 0.34


def test_digits_are_read_as_the_caller_says() -> None:
    assert parsed("2,6 TW", "GW", number=lambda text: float(text.replace(",", "."))) == 2600.0

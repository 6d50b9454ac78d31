"""What can be set between the layers: rent, expectations, the capital budget."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stackdesk.core.quantity import Block, Quantity, Whole


class Rent(Block):
    """The market for compute."""

    reference: Annotated[
        float, Field(ge=0.1, le=20), Quantity("USD/H100e-h", 0.1, "assumption", "Reference rent")
    ]
    """Rent at which needs are stated."""

    start: Annotated[float, Field(ge=0.1, le=20), Quantity("USD/H100e-h", 0.1, "assumption", "Rent in 2023")]
    """One-year contract rent at the start of 2023."""

    contract_lag: Annotated[
        float, Field(ge=0.05, le=3), Quantity("years", 0.05, "assumption", "Contract lag")
    ]
    """Time over which contracts move to the clearing price."""

    floor: Annotated[
        float, Field(ge=0.01, le=2), Quantity("USD/H100e-h", 0.01, "assumption", "Cash cost floor")
    ]
    """Cash cost below which chips are switched off."""

    hurdle: Annotated[
        float, Field(ge=0.5, le=5), Quantity("x", 0.05, "assumption", "Hurdle over owning cost", "Hurdle")
    ]
    """Rent over owning cost that builders want before they add capacity."""


class Expectation(Block):
    """How buyers look ahead."""

    horizon: Annotated[
        float, Field(ge=0.2, le=6), Quantity("years", 0.1, "assumption", "Horizon of expectations")
    ]
    """Time over which an expected growth fades (damped trend)."""

    smoothing: Annotated[
        float, Field(ge=0.25, le=5), Quantity("years", 0.25, "assumption", "Smoothing of growth")
    ]
    """Time over which growth of need is perceived."""

    start: Annotated[
        float, Field(ge=-0.3, le=1.2), Quantity("1/yr", 0.05, "assumption", "Expected growth in 2023")
    ]
    """Growth of need expected at the start of 2023."""


class Parameters(Block):
    """Everything that can be set in the markets."""

    external: Annotated[
        float,
        Field(ge=0, le=20000),
        Quantity("billion USD/yr", 10, "policy", "Capital from outside", "Capital budget"),
    ]
    """Money that hyperscalers, sovereigns and lenders put in, besides AI revenue."""

    external_growth: Annotated[
        float, Field(ge=-0.5, le=1), Quantity("1/yr", 0.01, "policy", "Growth of capital from outside")
    ]
    """Growth of that money after the present."""

    revenue_share: Annotated[float, Field(ge=0, le=2), Quantity("1", 0.05, "policy", "AI revenue reinvested")]
    """Share of AI revenue that pays for the build-out."""

    cost_of_capital: Annotated[
        float, Field(ge=0.01, le=0.4), Quantity("1/yr", 0.005, "assumption", "Cost of capital")
    ]
    """Rate at which capital is recovered in owning cost."""

    h100_price: Annotated[
        float, Field(ge=5, le=100), Quantity("thousand USD", 1, "assumption", "Price of an H100 with server")
    ]
    """Price of an H100 of 2023 with server and network, for the owning cost of that vintage."""

    utilisation: Annotated[
        float, Field(ge=0.2, le=1), Quantity("1", 0.01, "assumption", "Hours sold over hours owned")
    ]
    """Hours over which owning cost is spread."""

    placement: Annotated[
        float,
        Field(ge=0, le=1),
        Quantity("1", 0.05, "assumption", "Compute placed where providers choose", "Placement", before=0.0),
    ]
    """Share of building for need that may be served from abroad that goes where providers choose.

    At 0 each region builds for its own need and what it is seen to serve for others; at 1 all that need
    not be served at home is built for by the hosting weights.
    """

    hosting: Annotated[
        float,
        Field(ge=0, le=1),
        Quantity(
            "1",
            0.01,
            "assumption",
            "Hosting weight",
            regional=True,
            split="extensive",
            before=0.1,
            share=Whole("Compute placed where providers choose", relative=True),
        ),
    ]
    """Weight of a region where providers choose, as long as nothing there holds building back."""

    mobility: Annotated[
        float,
        Field(ge=0, le=3),
        Quantity("1", 0.1, "assumption", "Mobility of building", before=1.0),
    ]
    """How far building moves away from regions where halls, wires or power hold it back (0: not at all)."""

    rent: Rent
    """The market for compute."""

    expectation: Expectation
    """How buyers look ahead."""

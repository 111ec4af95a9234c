"""How much the properties try: `HYPOTHESIS_PROFILE=long pytest tests/properties` runs the state machine for 10**5 steps."""

import os

from hypothesis import HealthCheck, settings

# a machine that does other things besides makes any deadline a matter of luck
settings.register_profile("quick", deadline=None, max_examples=30, stateful_step_count=15)
settings.register_profile(
    "long", deadline=None, max_examples=2000, stateful_step_count=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

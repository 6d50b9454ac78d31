"""Words every room may use: quantities, layouts, series, equations, errors. No numpy, no Qt."""

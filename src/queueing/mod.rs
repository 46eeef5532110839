//! Exact formulas of queueing theory. Knows nothing of the simulator.

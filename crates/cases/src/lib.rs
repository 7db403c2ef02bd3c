//! Cases: records that move by a procedure.

//! Identities that the engines of this crate speak of.

vocabulary::typed_id!(
    /// An expert of the pool, `/review/experts`.
    ExpertId,
    /// A person of the directory, `/people`.
    PersonId,
    /// A legal unit of the directory, `/organisations`.
    UnitId,
    /// A call for applications (申报通知).
    CallId,
    /// An application that is reviewed.
    ApplicationId,
);

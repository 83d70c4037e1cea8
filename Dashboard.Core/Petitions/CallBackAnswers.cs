namespace Concentric.Petitions;

/// <summary>The resident's answers at a call-back; all three, otherwise the call-back is not valid.</summary>
/// <param name="Responded">Somebody responded.</param>
/// <param name="Resolved">It is resolved.</param>
/// <param name="Satisfaction">How satisfied the resident is.</param>
public sealed record CallBackAnswers(bool Responded, bool Resolved, Satisfaction Satisfaction);

using Concentric.SentenceChecks;

namespace Concentric.Dashboard.Features.SentenceChecks;

/// <summary>What somebody has chosen for a claim.</summary>
/// <param name="IsRemembered">True when the office is to remember the metric for its phrase.</param>
public sealed record ClaimDecision(ClaimChoice Choice, bool IsRemembered);

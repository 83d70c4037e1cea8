namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>How a community works, as shares between 0 and 1. Communities differ in it, and one community over time.</summary>
internal sealed record CommunityProfile
{
    /// <summary>Petitions and hazards dealt with by their due date.</summary>
    public double OnTime { get; init; } = 0.9;

    /// <summary>Petitions and hazards left lying for months.</summary>
    public double Neglected { get; init; } = 0.02;

    /// <summary>Closed petitions with the outcome resolved.</summary>
    public double Resolved { get; init; } = 0.88;

    /// <summary>Residents satisfied among those called back; of the others two thirds are mostly satisfied.</summary>
    public double Satisfied { get; init; } = 0.72;

    /// <summary>Closed petitions that are called back.</summary>
    public double CalledBack { get; init; } = 0.85;

    /// <summary>Closed petitions that are reopened.</summary>
    public double Reopened { get; init; } = 0.04;

    /// <summary>The profile some way to another one: 0 is this, 1 is the other.</summary>
    public CommunityProfile Towards(CommunityProfile other, double way) => new()
    {
        OnTime = Mix(OnTime, other.OnTime, way),
        Neglected = Mix(Neglected, other.Neglected, way),
        Resolved = Mix(Resolved, other.Resolved, way),
        Satisfied = Mix(Satisfied, other.Satisfied, way),
        CalledBack = Mix(CalledBack, other.CalledBack, way),
        Reopened = Mix(Reopened, other.Reopened, way),
    };

    private static double Mix(double one, double other, double way) => one + ((other - one) * way);
}

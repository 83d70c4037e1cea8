using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.ProcessCharts;

/// <summary>How a point of a process scatters when nothing is the matter; it decides what the exposure of a point does.</summary>
public enum ProcessModel
{
    /// <summary>Cases with a property over all cases: exposure is the cases, scatter at least binomial (Laney's P′).</summary>
    Rate,

    /// <summary>Single events: exposure is working days, scatter at least Poisson (Laney's U′).</summary>
    Events,

    /// <summary>A sum whose parts are of any size, as yuan or tonnes: exposure is working days, scatter as it is found.</summary>
    Sum,

    /// <summary>A level at the end of the day: no exposure (individuals and moving ranges, XmR).</summary>
    Level,

    /// <summary>
    /// A median, or rates weighed together: exposure is the cases, scatter as it is found. Of few cases it varies more than of many, as
    /// the root of their number says.
    /// </summary>
    Average,
}

/// <summary>What was observed over one month or week.</summary>
/// <param name="Value">The rate as a fraction, the count or sum for one unit of exposure, the level, or the median.</param>
/// <param name="Exposure">Cases for a rate or a median, working days for a count or a sum, 1 for a level; above 0.</param>
public readonly record struct ProcessPoint(double Value, double Exposure);

/// <summary>Why a point stands out.</summary>
public enum ProcessRule
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Beyond a limit.</summary>
    BeyondLimit,

    /// <summary>The last of a run on one side of the centre.</summary>
    Run,

    /// <summary>Two of three in the outer third on one side.</summary>
    TwoOfThree,
}

/// <summary>A point with the range in which it was to be expected.</summary>
/// <param name="Rule">The rule that it completes; <see cref="ProcessRule.None"/> for one that is as usual.</param>
/// <param name="Side">+1 above the centre, −1 below; 0 for one that is as usual.</param>
/// <param name="Since">Index of the first point that belongs to what the rule found; its own when it stands alone.</param>
public readonly record struct ChartedPoint(ProcessPoint Point, double Lower, double Upper, ProcessRule Rule, int Side, int Since);

/// <summary>A range in which a figure lies when nothing is the matter.</summary>
public readonly record struct UsualRange(double Centre, double Lower, double Upper)
{
    /// <summary>+1 for a value above it, −1 below, 0 within; the ends are within.</summary>
    public int SideOf(double value) => value > Upper + Slack ? 1 : value < Lower - Slack ? -1 : 0;

    /// <summary>
    /// Whether an end of it reaches a target, on its good side or exactly; where neither side is better every end does. What differs in the
    /// last digits of reckoning only is the same.
    /// </summary>
    public bool Reaches(double end, double target, Polarity polarity) => polarity switch
    {
        Polarity.MoreIsBetter => end >= target - Slack,
        Polarity.LessIsBetter => end <= target + Slack,
        _ => true,
    };

    /// <summary>True where two numbers differ in the last digits of reckoning only.</summary>
    internal bool IsSame(double one, double other) => Math.Abs(one - other) <= Slack;

    /// <summary>As it is told: a rate within 0 and 1, what is counted in whole ones between whole ones.</summary>
    public (double From, double To) Told(Metric metric) =>
        metric.IsRate ? (Math.Max(0, Lower), Math.Min(1, Upper))
        : metric is MedianMetric || !metric.Unit.IsWhole() ? (Lower, Upper) : BetweenWholeOnes();

    private (double From, double To) BetweenWholeOnes()
    {
        // Rounding up just below zero gives a zero with a minus.
        var (from, to) = (Math.Max(0, Math.Ceiling(Lower - 1e-9)), Math.Floor(Upper + 1e-9));
        // A range that holds no whole one, as of a level that took one step in years, is told as it is.
        return from > to ? (Lower, Upper) : (from, to);
    }

    // What was reckoned in another order differs in the last digits.
    private double Slack => 1e-9 * Math.Max(1, Math.Abs(Centre));
}

using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Evaluation;
using Concentric.Meetings;
using Concentric.Wishes;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>Where the pages of a cycle are.</summary>
internal static class EvaluationPaths
{
    public const string Cycles = "/evaluation";
    public const string Hall = "/evaluation/hall";

    public static string Board(long cycle) => $"/evaluation/{cycle}";

    public static string Unit(long cycle, long unit) => $"/evaluation/{cycle}/units/{unit}";

    public static string Rules(long cycle) => $"/evaluation/{cycle}/rules";

    public static string Panel(long cycle) => $"/evaluation/{cycle}/panel";

    public static string Appeals(long cycle) => $"/evaluation/{cycle}/appeals";

    public static string Awards(long cycle) => $"/evaluation/{cycle}/awards";

    /// <summary>Records by which a score may move.</summary>
    public static Type[] Concerns { get; } =
    [
        typeof(EvaluationCycle), typeof(Judgement), typeof(Adjustment), typeof(Appeal), typeof(Award), typeof(Nomination),
        typeof(CommitmentTakeover), typeof(CoBuilder), typeof(Meeting), typeof(Activity), typeof(Contribution), typeof(Wish),
        typeof(Commitment), typeof(Agreement), typeof(Output), typeof(VolunteerTime),
    ];
}

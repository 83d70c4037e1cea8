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

    /// <summary>Kinds of records by which a score may move.</summary>
    public static bool Concerns(string kind) => kind is
        "evaluation-cycle" or "judgement" or "adjustment" or "appeal" or "award" or "nomination" or "hall-taking" or "co-builder" or "meeting" or "activity" or "contribution" or "wish" or "commitment"
        or "agreement" or "output" or "volunteer-time";
}

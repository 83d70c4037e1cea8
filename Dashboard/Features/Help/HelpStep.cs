using Concentric.Data;

namespace Concentric.Dashboard.Features.Help;

/// <summary>What a step of the help is about.</summary>
internal enum HelpPart { First, Daily, Late }

/// <summary>One of the three steps of a role: a sentence in the texts, and where it leads.</summary>
/// <param name="Href">An address that the role may open.</param>
internal sealed record HelpStep(HelpPart Part, string Href)
{
    /// <summary>What a role does first, what every day, and where it looks when something is late.</summary>
    public static IReadOnlyList<HelpStep> For(Role role) => role switch
    {
        Role.Leader => Of("/targets", "/", "/work"),
        Role.Analyst => Of("/exports/schedules", "/", "/work"),
        Role.Worker => Of("/petitions/new", "/work", "/petitions?view=overdue"),
        Role.Panel => Of("/evaluation", "/co-builders", "/notices"),
        Role.Administrator => Of("/first-run", "/admin/accounts", "/admin/system"),
        _ => Of("/", "/work", "/petitions?view=overdue"),
    };

    private static HelpStep[] Of(string first, string daily, string late) =>
        [new(HelpPart.First, first), new(HelpPart.Daily, daily), new(HelpPart.Late, late)];
}

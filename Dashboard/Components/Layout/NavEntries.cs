using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Jobs;
using Concentric.Data;

namespace Concentric.Dashboard.Components.Layout;

internal static class NavEntries
{
    /// <summary>For those whom notices are made for; it carries their number.</summary>
    public static NavEntry Notices { get; } = new("Ui.Nav.Notices", "/notices", Glyphs.Bell, null, nameof(Role.Leader),
        nameof(Role.Analyst), nameof(Role.Worker), nameof(Role.Panel), nameof(Role.Administrator));

    /// <summary>What leaders ask; it carries the number of those that wait for the reader.</summary>
    public static NavEntry Instructions { get; } = new("Ui.Nav.Instructions", "/instructions", Glyphs.Flag, null, nameof(Role.Leader),
        nameof(Role.Analyst), nameof(Role.Worker), nameof(Role.Administrator));

    /// <summary>Groups that are folded up until one of their pages is open, so that the daily ones stay in sight.</summary>
    public static IReadOnlyList<string> Folded { get; } = ["Ui.Nav.Group.Volunteers", "Ui.Nav.Group.Partners", "Ui.Nav.Group.People"];

    /// <summary>The whole menu, in order. A new page adds one line.</summary>
    public static IReadOnlyList<NavEntry> All { get; } =
    [
        new("Ui.Nav.Work", "/work", Glyphs.Work, null, nameof(Role.Leader), nameof(Role.Analyst), nameof(Role.Worker),
            nameof(Role.Reader), nameof(Role.Administrator)),
        new("Ui.Nav.Overview", "/", Glyphs.Overview),
        Notices,
        Instructions,
        new("Ui.Nav.Petitions", "/petitions", Glyphs.Speech, "Ui.Nav.Group.Records"),
        new("Ui.Nav.Hazards", "/hazards", Glyphs.Hazard, "Ui.Nav.Group.Records"),
        new("Ui.Nav.Activities", "/activities", Glyphs.Megaphone, "Ui.Nav.Group.Records"),
        new("Ui.Nav.Meetings", "/meetings", Glyphs.Meeting, "Ui.Nav.Group.Records"),
        new("Ui.Nav.Commitments", "/commitments", Glyphs.Commitment, "Ui.Nav.Group.Records"),
        new("Ui.Nav.Rota", "/rota", Glyphs.Rota, "Ui.Nav.Group.Records"),
        new("Ui.Nav.Visits", "/visits", Glyphs.Door, "Ui.Nav.Group.Records"),
        new("Ui.Nav.Errands", "/errands", Glyphs.Errand, "Ui.Nav.Group.Records"),
        new("Ui.Nav.Wishes", "/wishes", Glyphs.Star, "Ui.Nav.Group.Records"),
        new("Ui.Nav.Volunteers", "/volunteers", Glyphs.Heart, "Ui.Nav.Group.Volunteers"),
        new("Ui.Nav.Posts", "/posts", Glyphs.Flag, "Ui.Nav.Group.Volunteers"),
        new("Ui.Nav.Claims", "/claims", Glyphs.Tag, "Ui.Nav.Group.Volunteers"),
        new("Ui.Nav.VolunteerTimes", "/volunteer-times", Glyphs.Jobs, "Ui.Nav.Group.Volunteers"),
        new("Ui.Nav.Evaluation", "/evaluation", Glyphs.Medal, "Ui.Nav.Group.Partners"),
        new("Ui.Nav.CoBuilders", "/co-builders", Glyphs.Partners, "Ui.Nav.Group.Partners"),
        new("Ui.Nav.Contributions", "/contributions", Glyphs.Gift, "Ui.Nav.Group.Partners"),
        new("Ui.Nav.Projects", "/projects", Glyphs.Blocks, "Ui.Nav.Group.Partners"),
        new("Ui.Nav.Agreements", "/agreements", Glyphs.Signed, "Ui.Nav.Group.Partners"),
        new("Ui.Nav.Outputs", "/outputs", Glyphs.Ruler, "Ui.Nav.Group.Partners"),
        new("Ui.Nav.Programmes", "/programmes", Glyphs.Flag, "Ui.Nav.Group.Review"),
        new("Ui.Nav.Charts", "/charts", Glyphs.Trend, "Ui.Nav.Group.Review"),
        new("Ui.Nav.Targets", "/targets", Glyphs.Trend, "Ui.Nav.Group.Review"),
        new("Ui.Nav.ChartEvents", "/chart-events", Glyphs.Flag, "Ui.Nav.Group.Review"),
        new("Ui.Nav.Alerts", "/alerts", Glyphs.Alarm, "Ui.Nav.Group.Review", nameof(Role.Leader), nameof(Role.Analyst), nameof(Role.Worker),
            nameof(Role.Reader), nameof(Role.Administrator)),
        new("Ui.Nav.PublishedFigures", "/published-figures", Glyphs.Quote, "Ui.Nav.Group.Review", nameof(Role.Leader), nameof(Role.Analyst),
            nameof(Role.Panel), nameof(Role.Reader), nameof(Role.Administrator)) { IsOfStreet = true },
        new("Ui.Nav.SentenceCheck", "/sentence-check", Glyphs.Signed, "Ui.Nav.Group.Review"),
        new("Ui.Nav.Signs", "/signs", Glyphs.Question, "Ui.Nav.Group.Review", nameof(Role.Leader), nameof(Role.Analyst),
            nameof(Role.Reader), nameof(Role.Administrator)) { IsOfStreet = true },
        new("Ui.Nav.Import", "/import", Glyphs.Import, "Ui.Nav.Group.Records", nameof(Role.Worker), nameof(Role.Administrator)),
        new("Ui.Nav.Communities", "/communities", Glyphs.Houses, "Ui.Nav.Group.People"),
        new("Ui.Nav.Workers", "/workers", Glyphs.Badge, "Ui.Nav.Group.People"),
        new("Ui.Nav.Postings", "/postings", Glyphs.Swap, "Ui.Nav.Group.People"),
        new("Ui.Nav.Talent", "/talent", Glyphs.Star, "Ui.Nav.Group.People"),
        new("Ui.Nav.Rotation", "/rotation", Glyphs.Trend, "Ui.Nav.Group.People", nameof(Role.Leader), nameof(Role.Analyst),
            nameof(Role.Panel), nameof(Role.Reader), nameof(Role.Administrator)) { IsOfStreet = true },
        new("Ui.Nav.Calendar", "/calendar", Glyphs.Calendar, "Ui.Nav.Group.People"),
        new("Ui.Nav.Exports", "/exports", Glyphs.Export, "Ui.Nav.Group.Output", nameof(Role.Leader), nameof(Role.Analyst),
            nameof(Role.Worker), nameof(Role.Administrator)),
        new("Ui.Nav.Jobs", JobServices.Path, Glyphs.Jobs, "Ui.Nav.Group.Output", nameof(Role.Administrator)) { LeavesPages = true },
        new("Ui.Nav.OfficeLists", "/office-lists", Glyphs.Lines, "Ui.Nav.Group.Administration", nameof(Role.Administrator)),
        new("Ui.Nav.Accounts", "/admin/accounts", Glyphs.Person, "Ui.Nav.Group.Administration", nameof(Role.Administrator)),
        new("Ui.Nav.ApiKeys", "/admin/api-keys", Glyphs.Key, "Ui.Nav.Group.Administration", nameof(Role.Administrator)),
        new("Ui.Nav.Settings", "/settings", Glyphs.Sliders, "Ui.Nav.Group.Administration", nameof(Role.Administrator)),
        new("Ui.Nav.System", "/admin/system", Glyphs.Jobs, "Ui.Nav.Group.Administration", nameof(Role.Administrator)),
        new("Ui.Nav.Audit", "/admin/audit", Glyphs.Lines, "Ui.Nav.Group.Administration", nameof(Role.Administrator)),
    ];
}

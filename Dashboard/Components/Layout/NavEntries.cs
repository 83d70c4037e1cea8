using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Jobs;
using Concentric.Data;
using Concentric.People;

namespace Concentric.Dashboard.Components.Layout;

internal static class NavEntries
{
    /// <summary>For those whom notices are made for; it carries their number.</summary>
    public static NavEntry Notices { get; } = new("Nav.Notices", "/notices", Glyphs.Bell, null, nameof(Role.Leader), nameof(Role.Analyst), nameof(Role.Worker), nameof(Role.Panel), nameof(Role.Administrator));

    /// <summary>Groups that are folded up until one of their pages is open, so that the daily ones stay in sight.</summary>
    public static IReadOnlyList<string> Folded { get; } = ["Nav.Group.Volunteers", "Nav.Group.Partners", "Nav.Group.People"];

    /// <summary>The whole menu, in order. A new page adds one line.</summary>
    public static IReadOnlyList<NavEntry> All { get; } =
    [
        new("Nav.Work", "/work", Glyphs.Work, null, nameof(Role.Leader), nameof(Role.Analyst), nameof(Role.Worker), nameof(Role.Administrator)),
        new("Nav.Overview", "/", Glyphs.Overview),
        Notices,
        new("Nav.Petitions", "/petitions", Glyphs.Speech, "Nav.Group.Records"),
        new("Nav.Hazards", "/hazards", Glyphs.Hazard, "Nav.Group.Records"),
        new("Nav.Activities", "/activities", Glyphs.Megaphone, "Nav.Group.Records"),
        new("Nav.Meetings", "/meetings", Glyphs.Meeting, "Nav.Group.Records"),
        new("Nav.Commitments", "/commitments", Glyphs.Commitment, "Nav.Group.Records"),
        new("Nav.Rota", "/rota", Glyphs.Rota, "Nav.Group.Records"),
        new("Nav.Visits", "/visits", Glyphs.Door, "Nav.Group.Records"),
        new("Nav.Errands", "/errands", Glyphs.Errand, "Nav.Group.Records"),
        new("Nav.Wishes", "/wishes", Glyphs.Star, "Nav.Group.Records"),
        new("Nav.Volunteers", "/volunteers", Glyphs.Heart, "Nav.Group.Volunteers"),
        new("Nav.Posts", "/posts", Glyphs.Flag, "Nav.Group.Volunteers"),
        new("Nav.Claims", "/claims", Glyphs.Tag, "Nav.Group.Volunteers"),
        new("Nav.VolunteerTimes", "/volunteer-times", Glyphs.Jobs, "Nav.Group.Volunteers"),
        new("Nav.Evaluation", "/evaluation", Glyphs.Medal, "Nav.Group.Partners"),
        new("Nav.CoBuilders", "/co-builders", Glyphs.Partners, "Nav.Group.Partners"),
        new("Nav.Contributions", "/contributions", Glyphs.Gift, "Nav.Group.Partners"),
        new("Nav.Projects", "/projects", Glyphs.Blocks, "Nav.Group.Partners"),
        new("Nav.Agreements", "/agreements", Glyphs.Signed, "Nav.Group.Partners"),
        new("Nav.Outputs", "/outputs", Glyphs.Ruler, "Nav.Group.Partners"),
        new("Nav.Programmes", "/programmes", Glyphs.Flag, "Nav.Group.Review"),
        new("Nav.PublishedFigures", "/published-figures", Glyphs.Quote, "Nav.Group.Review", nameof(Role.Leader), nameof(Role.Analyst), nameof(Role.Panel), nameof(Role.Administrator)),
        new("Nav.Signs", "/signs", Glyphs.Question, "Nav.Group.Review", nameof(Role.Leader), nameof(Role.Analyst), nameof(Role.Administrator)),
        new("Nav.Import", "/import", Glyphs.Import, "Nav.Group.Records", nameof(Role.Worker), nameof(Role.Administrator)),
        new("Nav.Communities", "/communities", Glyphs.Houses, "Nav.Group.People"),
        new("Nav.Workers", "/workers", Glyphs.Badge, "Nav.Group.People"),
        new("Nav.Postings", "/postings", Glyphs.Swap, "Nav.Group.People"),
        new("Nav.Talent", "/talent", Glyphs.Star, "Nav.Group.People"),
        new("Nav.Rotation", "/rotation", Glyphs.Trend, "Nav.Group.People", nameof(Role.Leader), nameof(Role.Analyst), nameof(Role.Panel), nameof(Role.Administrator)),
        new("Nav.Calendar", "/calendar", Glyphs.Calendar, "Nav.Group.People"),
        new("Nav.Exports", "/exports", Glyphs.Export, "Nav.Group.Output", nameof(Role.Leader), nameof(Role.Analyst), nameof(Role.Worker), nameof(Role.Administrator)),
        new("Nav.Jobs", JobServices.Path, Glyphs.Jobs, "Nav.Group.Output", nameof(Role.Administrator)) { LeavesPages = true },
        new("Nav.PetitionCategories", "/petitions/categories", Glyphs.Lines, "Nav.Group.Administration", nameof(Role.Administrator)),
        new("Nav.Accounts", "/admin/accounts", Glyphs.Person, "Nav.Group.Administration", nameof(Role.Administrator)),
        new("Nav.ApiKeys", "/admin/api-keys", Glyphs.Key, "Nav.Group.Administration", nameof(Role.Administrator)),
        new("Nav.System", "/admin/system", Glyphs.Jobs, "Nav.Group.Administration", nameof(Role.Administrator)),
        new("Nav.Audit", "/admin/audit", Glyphs.Lines, "Nav.Group.Administration", nameof(Role.Administrator)),
    ];
}

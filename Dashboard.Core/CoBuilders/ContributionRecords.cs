using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;

namespace Concentric.CoBuilders;

/// <summary>Contributions as a kind of record: money or time or both, entered when it has been given, and corrected as a whole.</summary>
public static class ContributionRecords
{
    /// <summary>The most money of one contribution, in fen: a hundred million yuan.</summary>
    public const long MostFen = 10_000_000_000;

    /// <summary>The most time of one contribution, in minutes: a hundred thousand hours, as a whole unit may give in a year.</summary>
    public const int MostMinutes = 6_000_000;

    public static RecordKind<Contribution> Kind { get; } = new("/contributions", f =>
    [
        f.Day("given-on", x => x.GivenOn).Required().Past().Placing().Filtered().Sorted(),
        f.Community().Movable().FixedInFiles(),
        f.Reference("co-builder", x => x.CoBuilderId, x => x.CoBuilder!.Name, x => x.CoBuilder!.NameEn, CoBuilder.References).Required()
            .Filtered().Wide(24),
        f.Text("purpose", x => x.Purpose).Required().AsTitle().Wide(30),
        f.Money("yuan", x => x.AmountFen).Within(0, MostFen).Filtered().Sorted().Wide(14),
        f.Minutes("minutes", x => x.Minutes).Within(0, MostMinutes).Filtered().Sorted(),
        f.Reference("project", x => x.ProjectId, x => x.Project!.Title, null, Project.References).Filtered().NotImported().Wide(30),
        f.Reference("programme", x => x.ProgrammeId, x => x.Programme!.Name, x => x.Programme!.NameEn, Programme.References).OnPage(),
    ])
    {
        New = () => new() { Purpose = "" },
        Rules = (given, check, _) =>
            check.That(given.AmountFen > 0 || given.Minutes > 0 || check.Has("yuan", "minutes"), "yuan", null, Rule.NothingGiven),
        DefaultSort = "-given-on",
        Shown = ["given-on", "co-builder", "community", "yuan", "minutes", "purpose", "project"],
        NearBy = ["purpose"],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Contribution, bool>>>>
        {
            ["money"] = _ => x => x.AmountFen > 0,
            ["time"] = _ => x => x.Minutes > 0,
        },
    };
}

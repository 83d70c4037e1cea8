using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Rotation;
using Concentric.Rules;
using Concentric.Sheets;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Rotation;

/// <summary>What an exchange of secretaries did: each metric with its verdict, and what the new ones found.</summary>
internal sealed class RotationPageExport(RotationQueries queries, RotationEffects effects, Restatements restatements, MetricCube cube,
    OfficeClock clock) : PageExport
{
    public override string Key => "rotation";

    public override bool IsFor(CurrentUser caller) => caller.CommunityIds is null;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var snapshot = cube.Current ?? throw new Concentric.Exports.ExportException("Counting");
        var state = await new ExchangeViews(queries, effects, restatements, clock)
            .ReadAsync(snapshot, request.Caller, request.Names, request["exchange"], ExchangeViews.WeeksOf(request["weeks"]),
                cancellationToken);
        if (state.Shown is not { } shown) return null;
        return new(
            L["Rotation.Title"],
            [
                (L["Rotation.Exchange"], shown.Exchange.On.ToIso()),
                (L["Rotation.Ours"], request.Names.Series(shown.Exchange.CommunityIds)),
                (L["Rotation.Theirs"], request.Names.Series(shown.Others)),
                (L["Rotation.File.Before"], $"{shown.Windows.Before.From.ToIso()} – {shown.Windows.Before.To.ToIso()}"),
                (L["Rotation.File.After"], $"{shown.Windows.After.From.ToIso()} – {shown.Windows.After.To.ToIso()}"),
                .. shown.Exchange.Primary is { } primary
                    ? new[] { (L["Rotation.Primary"], EffectTexts.Primary(shown, primary, cube.Catalogue, clock,
                        cube.Catalogue.Options.MinimumRanked)) }
                    : [],
                (L["Rotation.Said"], !shown.HasRoom ? EffectTexts.NoRoom(shown)
                    : shown.CanTell ? EffectTexts.Summary(shown, cube.Catalogue)
                    : L["Rotation.NonePossible", shown.Exchange.CommunityIds.Count, shown.Others.Count,
                        DifferenceInDifferences.LeastOthers(shown.Exchange.CommunityIds.Count)]),
                .. EffectTexts.Households(shown, cube.Catalogue, request.Names, clock) is { } restated
                    ? new[] { (L["Overview.Beside.Households"], restated) } : [],
                (L["Rotation.How"], Texts.Sentences(L["Rotation.How.Text"], L["Rotation.How.Family"], L["Rotation.How.Back"])),
            ],
            [EffectsOf(shown), BacklogTable(request.Names).ToFile(shown.Backlog)]);
    }

    private ViewTable EffectsOf(ExchangeView shown)
    {
        var rows = shown.Lines.Select(line =>
        {
            var metric = cube.Catalogue[line.Key];
            object? Change(double? amount) => amount is not { } one ? null
                : MetricEffect.ScaleOf(metric) == ChangeScale.LogRatio ? new Share(Math.Exp(one) - 1) : metric.IsRate ? one * 100 : one;
            var unit = MetricEffect.ScaleOf(metric) == ChangeScale.LogRatio
                ? "%"
                : metric.IsRate ? Texts.Get("Unit.Points.Short") : Texts.Unit(metric.Unit);
            return new object?[]
            {
                EffectTexts.Finding(EffectFinding.KeyOf(line.Key), cube.Catalogue), Texts.Name(metric),
                Texts.Unit(metric.Unit), ViewFacts.Cell(metric, line.Before), ViewFacts.Cell(metric, line.After),
                ViewFacts.Cell(metric, line.OthersBefore), ViewFacts.Cell(metric, line.OthersAfter),
                Change(line.Net?.Estimate), shown.IsDeciding ? Change(line.Net?.Low) : null,
                shown.IsDeciding ? Change(line.Net?.High) : null, line.Net is null ? null : unit,
                L[$"Rotation.Verdict.{line.Verdict}"],
                line.Net is null ? EffectTexts.WhyNot(line, shown, cube.Catalogue.Options.MinimumRanked) : EffectTexts.Why(line),
                shown.IsDeciding ? line.Net?.Rank : null, shown.IsDeciding ? line.Net?.Groupings : null,
            };
        });
        SheetColumn Number(string name) => new(name, SheetType.Milli, 12);
        return ViewTable.Of(
            L["Rotation.Effects"],
            [
                new(L["Rotation.Finding"], SheetType.Text, 20), new(L["Rotation.Metric"], SheetType.Text, 28),
                new(ViewFacts.Word("Header.Unit"), SheetType.Text, 8),
                Number(L["Rotation.File.OursBefore"]), Number(L["Rotation.File.OursAfter"]), Number(L["Rotation.File.TheirsBefore"]),
                Number(L["Rotation.File.TheirsAfter"]),
                Number(L["Rotation.Net"]), Number(L["Rotation.File.Low"]), Number(L["Rotation.File.High"]),
                new(L["Rotation.File.ChangeUnit"], SheetType.Text, 10), new(L["Rotation.Verdict"], SheetType.Text, 12),
                new(L["Rotation.File.Why"], SheetType.Text, 60), new(L["Rotation.File.Rank"], SheetType.Whole, 12),
                new(L["Rotation.File.Groupings"], SheetType.Whole, 12),
            ],
            [.. rows]);
    }

    /// <summary>What each new secretary found open, by community and kind.</summary>
    internal static PageTable<Backlog> BacklogTable(CommunityDirectory.Names names) => new(L["Rotation.Backlog"], columns =>
    [
        columns.Text("community", L["Rotation.Community"], 16, row => names.Name(row.CommunityId)),
        columns.Text("kind", L["Rotation.Kind"], 12, row => Texts.Kinds(row.Kind)),
        columns.Whole("total", L["Rotation.Backlog.Total"], 12, row => row.Total),
        columns.Whole("recent", L["Rotation.Backlog.Recent", RotationQueries.RecentDays], 12, row => row.Recent),
        columns.Whole("older", L["Rotation.Backlog.Older", RotationQueries.RecentDays, RotationQueries.OldDays], 12, row => row.Older),
        columns.Whole("oldest", L["Rotation.Backlog.Oldest", RotationQueries.OldDays], 12, row => row.Oldest),
        columns.Whole("overdue", L["Rotation.Backlog.Overdue"], 12, row => row.Overdue).Classed(row => row.Overdue > 0 ? "bad" : null),
        columns.Whole("closed-since", L["Rotation.Backlog.ClosedSince"], 12, row => row.ClosedSince),
    ]);
}

/// <summary>Who is trained and who has served where: a line for each posting, and one for who has had none.</summary>
internal sealed class TalentPoolPageExport(TalentQueries queries) : PageExport
{
    public override string Key => "talent";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var view = EnumText.Read<TalentView>(request["view"]) ?? TalentView.Pool;
        var pool = await queries.ReadAsync(request.Caller, view, cancellationToken, int.MaxValue);
        var rows = pool.Rows.SelectMany(person =>
            person.Postings.Count == 0 ? [LineOf(person, null)] : person.Postings.Select(posting => LineOf(person, posting)));
        return new(L["Rotation.Talent"], [(L["Rotation.Talent.Show"], L[$"Rotation.Talent.{view}"])], [ViewTable.Of(
            L["Rotation.Talent"],
            [
                new(L["Rotation.Talent.Name"], SheetType.Text, 14), new(L["Rotation.Talent.TrainedOn"], SheetType.Day, 12),
                new(L["Rotation.Talent.PoolSince"], SheetType.Day, 12), new(L["Rotation.Community"], SheetType.Text, 16),
                new(Texts.Column("position"), SheetType.Text, 12), new(Texts.Column("starts-on"), SheetType.Day, 12),
                new(Texts.Column("ends-on"), SheetType.Day, 12), new(Texts.Column("rotation"), SheetType.Text, 10),
            ],
            [.. rows])]);

        object?[] LineOf(Talent person, TalentPosting? posting) =>
        [
            person.Name, person.TrainedOn, person.PoolSince, posting is null ? null : request.Names.Name(posting.CommunityId),
            posting is null ? null : Texts.Term(posting.Position),
            posting?.StartsOn, posting?.EndsOn, posting is null ? null : Texts.Get(posting.IsRotation ? "Yes" : "No"),
        ];
    }
}

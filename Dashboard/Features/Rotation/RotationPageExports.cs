using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Resources;
using Concentric.Rotation;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Rotation;

/// <summary>What an exchange of secretaries did: each metric with its verdict, and what the new ones found.</summary>
internal sealed class RotationPageExport(RotationQueries queries, RotationEffects effects, MetricCube cube, OfficeClock clock, IStringLocalizer<RotationText> texts) : PageExport
{
    public override string Key => "rotation";

    public override bool IsFor(CurrentUser caller) => caller.CommunityIds is null;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var snapshot = cube.Current ?? throw new Concentric.Exports.ExportException("Counting");
        var state = await new ExchangeViews(queries, effects, clock).ReadAsync(snapshot, request.Caller, request.Names, request["exchange"], ExchangeViews.WeeksOf(request["weeks"]), cancellationToken);
        if (state.Shown is not { } shown) return null;
        return new(
            texts["Title"],
            [
                (texts["Exchange"], SliceAddress.Day(shown.Exchange.On)), (texts["Ours"], string.Join(", ", shown.Exchange.CommunityIds.Select(id => request.Names.Name(id)))),
                (texts["Theirs"], string.Join(", ", shown.Others.Select(id => request.Names.Name(id)))), (texts["File.Before"], $"{SliceAddress.Day(shown.Windows.Before.From)} – {SliceAddress.Day(shown.Windows.Before.To)}"),
                (texts["File.After"], $"{SliceAddress.Day(shown.Windows.After.From)} – {SliceAddress.Day(shown.Windows.After.To)}"), (texts["How"], texts["How.Text"]),
            ],
            [EffectsOf(shown), BacklogTable(request.Names, texts).ToFile(shown.Backlog)]);
    }

    private ViewTable EffectsOf(ExchangeView shown)
    {
        var rows = shown.Lines.Select(line =>
        {
            var metric = cube.Catalogue[line.Key];
            object? Change(double? amount) => amount is not { } one ? null
                : MetricEffect.ScaleOf(metric) == ChangeScale.LogRatio ? new Share(Math.Exp(one) - 1) : metric.IsRate ? one * 100 : one;
            var unit = MetricEffect.ScaleOf(metric) == ChangeScale.LogRatio ? "%" : metric.IsRate ? Texts.Get("Unit.Points.Short") : Texts.Unit(metric.Unit);
            return new object?[]
            {
                Texts.Name(metric), Texts.Unit(metric.Unit), ViewFacts.Cell(metric, line.Before), ViewFacts.Cell(metric, line.After), ViewFacts.Cell(metric, line.OthersBefore), ViewFacts.Cell(metric, line.OthersAfter),
                Change(line.Net?.Estimate), Change(line.Net?.Low), Change(line.Net?.High), line.Net is null ? null : unit, texts[$"Verdict.{line.Verdict}"].Value,
                texts[$"Reason.{line.Reason}", line.Net?.Rank ?? cube.Catalogue.Options.MinimumRanked, line.Net?.Groupings ?? line.Others, line.Net is null ? DifferenceInDifferences.LeastGroupings : line.Others].Value,
            };
        });
        SheetColumn Number(string name) => new(name, SheetType.Milli, 12);
        return ViewTable.Of(
            texts["Effects"],
            [
                new(texts["Metric"], SheetType.Text, 28), new(ViewFacts.Word("Header.Unit"), SheetType.Text, 8), Number(texts["File.OursBefore"]), Number(texts["File.OursAfter"]), Number(texts["File.TheirsBefore"]), Number(texts["File.TheirsAfter"]),
                Number(texts["Net"]), Number(texts["File.Low"]), Number(texts["File.High"]), new(texts["File.ChangeUnit"], SheetType.Text, 10), new(texts["Verdict"], SheetType.Text, 12), new(texts["File.Why"], SheetType.Text, 60),
            ],
            [.. rows]);
    }

    /// <summary>What each new secretary found open, by community and kind.</summary>
    internal static PageTable<Backlog> BacklogTable(CommunityDirectory.Names names, IStringLocalizer<RotationText> texts) => new(texts["Backlog"], columns =>
    [
        columns.Text("community", texts["Community"], 16, row => names.Name(row.CommunityId)),
        columns.Text("kind", texts["Kind"], 12, row => Texts.Kinds(row.Kind)),
        columns.Whole("total", texts["Backlog.Total"], 12, row => row.Total),
        columns.Whole("recent", texts["Backlog.Recent", RotationQueries.RecentDays], 12, row => row.Recent),
        columns.Whole("older", texts["Backlog.Older", RotationQueries.RecentDays, RotationQueries.OldDays], 12, row => row.Older),
        columns.Whole("oldest", texts["Backlog.Oldest", RotationQueries.OldDays], 12, row => row.Oldest),
        columns.Whole("overdue", texts["Backlog.Overdue"], 12, row => row.Overdue).Classed(row => row.Overdue > 0 ? "bad" : null),
        columns.Whole("closed-since", texts["Backlog.ClosedSince"], 12, row => row.ClosedSince),
    ]);
}

/// <summary>Who is trained and who has served where: a line for each posting, and one for who has had none.</summary>
internal sealed class TalentPoolPageExport(TalentQueries queries, IStringLocalizer<RotationText> texts) : PageExport
{
    public override string Key => "talent";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var view = EnumText.Read<TalentView>(request["view"]) ?? TalentView.Pool;
        var pool = await queries.ReadAsync(request.Caller, view, cancellationToken, int.MaxValue);
        var rows = pool.Rows.SelectMany(person => person.Postings.Count == 0 ? [LineOf(person, null)] : person.Postings.Select(posting => LineOf(person, posting)));
        return new(texts["Talent"], [(texts["Talent.Show"], texts[$"Talent.{view}"])], [ViewTable.Of(
            texts["Talent"],
            [
                new(texts["Talent.Name"], SheetType.Text, 14), new(texts["Talent.TrainedOn"], SheetType.Day, 12), new(texts["Talent.PoolSince"], SheetType.Day, 12), new(texts["Community"], SheetType.Text, 16),
                new(Texts.Column("position"), SheetType.Text, 12), new(Texts.Column("starts-on"), SheetType.Day, 12), new(Texts.Column("ends-on"), SheetType.Day, 12), new(Texts.Column("rotation"), SheetType.Text, 10),
            ],
            [.. rows])]);

        object?[] LineOf(Talent person, TalentPosting? posting) =>
        [
            person.Name, person.TrainedOn, person.PoolSince, posting is null ? null : request.Names.Name(posting.CommunityId), posting is null ? null : Texts.Term(posting.Position),
            posting?.StartsOn, posting?.EndsOn, posting is null ? null : Texts.Get(posting.IsRotation ? "Yes" : "No"),
        ];
    }
}

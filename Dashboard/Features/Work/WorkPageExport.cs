using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Notices;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Sheets;
using Concentric.Work;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Work;

/// <summary>What waits: for who sees the street the table of communities, for others the records group by group.</summary>
internal sealed class WorkPageExport(WorkQueries queries, NoticeQueries notices) : PageExport
{
    public override string Key => "work";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var seen = request.Names.SeenBy(request.Caller);
        var community = seen.FirstOrDefault(one => one.Code == request["community"]);
        var isTable = request.Caller.CommunityIds is null && community is null;
        IReadOnlyList<int>? chosen = community is null ? null : [community.Id];
        var counts = await queries.CountAsync(request.Caller, chosen, cancellationToken);
        var title = L[request.Caller.CommunityIds is null ? "Work.Title.Street" : "Work.Title"];
        List<(string, string)> facts = [ViewFacts.Communities(chosen ?? request.Caller.CommunityIds, request.Names)];
        if (isTable)
        {
            return new(title, facts, [ViewTable.Of(
                title,
                [new(L["Work.Table.Community"], SheetType.Text, 16),
                    .. WorkTable.Columns.Select(column =>
                        new SheetColumn($"{Texts.Kind(column.Kind)} · {L[$"Work.Group.{column.Group}"]}", SheetType.Whole, 12))],
                [
                    .. seen.Select(one =>
                        new object?[] { one.NameFor(request.Culture) }.Concat(WorkTable.Columns.Select(column =>
                            (object?)counts.Of(column.Group, column.Kind, one.Id))).ToArray()),
                    [L["Work.Table.All"], .. WorkTable.Columns.Select(column => (object?)counts.Of(column.Group, column.Kind))],
                ])]);
        }

        var only = EnumText.Read<WorkGroup>(request["group"]);
        if (only is { } group) facts.Add((L["Work.Groups"], L[$"Work.Group.{group}"]));
        var arrivals = await notices.ArrivalsAsync(request.Caller, cancellationToken);
        var rows = new List<object?[]>();
        foreach (var one in only is { } alone ? [alone] : Enum.GetValues<WorkGroup>())
        {
            foreach (var line in counts.Of(one) == 0
                ? []
                : await queries.ReadAllAsync(request.Caller, chosen, one, arrivals, cancellationToken))
            {
                rows.Add([L[$"Work.Group.{one}"], Texts.Kind(line.Kind), line.Number, line.Title, request.Names.Name(line.CommunityId),
                    line.DueOn, line.Since, line.Responsible, line.IsMajor ? Texts.Get("Yes") : null,
                    line.IsNew ? Texts.Get("Yes") : null]);
            }
        }

        return new(title, facts, [ViewTable.Of(
            title,
            [
                new(L["Work.Groups"], SheetType.Text, 14), new(L["Work.File.Kind"], SheetType.Text, 10),
                new(Texts.Column("number"), SheetType.Identifier, 18), new(Texts.Column("title"), SheetType.Text, 40),
                new(L["Work.Table.Community"], SheetType.Text, 14), new(L["Work.File.Due"], SheetType.Day, 12),
                new(L["Work.File.Since"], SheetType.Day, 12), new(L["Work.File.Responsible"], SheetType.Text, 16),
                new(L["Work.Major"], SheetType.Text, 8), new(L["Work.New"], SheetType.Text, 8),
            ],
            rows)]);
    }
}

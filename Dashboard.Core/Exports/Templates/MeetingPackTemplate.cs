using ClosedXML.Excel;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.StreetSummary;
using Concentric.Exports.Workbooks;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Exports.Templates;

/// <summary>
/// What a joint conference has before it (联席会议材料): the agenda, how the commitments of the period went, what is overdue, which
/// problems several communities share, and the figures.
/// </summary>
public sealed class MeetingPackTemplate(
    IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, IOptionsMonitor<StreetOffice> office, OfficeClock clock,
    MetricCube? cube = null) : SummaryTemplate(factory, catalogue, office, clock, cube)
{
    private static readonly (string Key, double Width)[] CommitmentColumns = [("meeting", 30), ("title", 48), ("owner", 18),
        ("community", 14), ("due-on", 13), ("done-on", 13), ("state", 14)];
    private static readonly (string Key, double Width)[] SharedColumns = [("number", 17), ("title", 50), ("communities", 36),
        ("received-on", 13), ("due-on", 13), ("stage", 14)];

    public override string Key => "meeting-pack";

    private protected override IReadOnlyList<MetricGroup> Groups { get; } =
        [.. SummaryMetrics.Groups.Where(group => group.Name is "petitions" or "hazards" or "meetings")];

    private protected override bool HasOverdue => true;

    private protected override IEnumerable<Measure> Listed(ExportQuestion question) => [];

    private protected override async Task<(string Hash, IReadOnlyList<string> Order)> WriteSheetsAsync(
        DashboardDbContext db, WorkbookWriter book, string title, Summary summary, IReadOnlyList<LedgerCount> counts,
        CancellationToken cancellationToken)
    {
        var agenda = book.AddSheet(book.Text("Sheet.agenda"));
        var (promised, kept) = await WriteCommitmentsAsync(db, book, title, summary, cancellationToken);
        var shared = await WriteSharedAsync(db, book, title, summary, cancellationToken);
        OverviewSheet.Write(book, title, summary);
        var month = HostTurn.MonthOf(summary.Question.Period.To.AddDays(1));
        var host = await db.HostTurns.AsNoTracking().Where(turn => turn.ArchivedAt == null && turn.Month == month).OrderBy(turn => turn.Id)
            .Select(turn => (int?)turn.CommunityId).FirstOrDefaultAsync(cancellationToken);
        var late = counts.Where(count => count.Name == summary.OverdueSheet).Sum(count => count.Written);
        WriteAgenda(agenda, title, summary, host, (promised, kept), late, shared);
        string[] order = [agenda.Sheet.Name, book.Text("Sheet.commitments"), summary.OverdueSheet!, book.Text("Sheet.shared"),
            book.Text("Sheet.overview"), ManifestName.In(book.Culture)];
        return (ManifestSheet.Write(book, title, summary, counts, Catalogue, Office.Address), order);
    }

    private static void WriteAgenda(SheetWriter sheet, string title, Summary summary, int? host, (int All, int Kept) commitments, long late,
        int shared)
    {
        var book = sheet.Book;
        sheet.Widths(5, 40, 70);
        var row = Heading.Write(sheet, title, summary);
        sheet.Text(row, 1, book.Text("Agenda.Title"));
        WorkbookTheme.Section(sheet.Range(row, 1, row, 3));
        var first = row + 1;
        Point("Agenda.Host", host is { } id ? summary.Names.Name(id, book.Culture) : book.Text("Agenda.NoHost"), null);
        Point("Agenda.Commitments", book.Text("Agenda.CommitmentsText", commitments.All, commitments.Kept), book.Text("Sheet.commitments"));
        Point("Agenda.Overdue", book.Text("Agenda.OverdueText", late), summary.OverdueSheet);
        Point("Agenda.Shared", book.Text("Agenda.SharedText", shared), book.Text("Sheet.shared"));
        Point("Agenda.Figures", book.Text("Agenda.FiguresText"), book.Text("Sheet.overview"));
        Point("Agenda.New", "", null);
        WorkbookTheme.Rows(sheet.Range(first, 1, row, 3));
        // Room to write by hand.
        sheet.Sheet.Row(row).Height = 120;
        sheet.Range(row, 1, row, 3).Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top);
        WorkbookTheme.Page(sheet.Sheet, title, summary.PeriodText, 1, 1);

        void Point(string key, string text, string? leadsTo)
        {
            sheet.Sheet.Row(++row).Height = 30;
            sheet.Number(row, 1, row - first + 1, "0\".\"").Style.Font.SetFontColor(WorkbookTheme.Muted);
            sheet.Text(row, 2, book.Text(key)).Style.Font.SetBold();
            var cell = sheet.Text(row, 3, text);
            if (leadsTo is null) return;
            cell.Style.Font.SetFontColor(WorkbookTheme.Accent);
            SheetWriter.Link(cell, $"{SheetNames.Quote(leadsTo)}!A1");
        }
    }

    private static async Task<(int All, int Kept)> WriteCommitmentsAsync(DashboardDbContext db, WorkbookWriter book, string title,
        Summary summary, CancellationToken cancellationToken)
    {
        var (period, ids) = (summary.Question.Period, summary.Question.CommunityIds);
        var rows = db.Commitments.AsNoTracking()
            .Where(x => x.ArchivedAt == null
                && ((x.DueOn >= period.From && x.DueOn <= period.To)
                    || (x.DueOn < period.From && (x.DoneOn == null || x.DoneOn >= period.From))));
        if (ids is not null) rows = rows.Where(x => ids.Contains(x.CommunityId));
        var all = await rows.OrderBy(x => x.DueOn).ThenBy(x => x.Id)
            .Select(x => new { Meeting = x.Meeting!.Title, x.Title, x.Owner, x.CommunityId, x.DueOn, x.DoneOn })
                .ToListAsync(cancellationToken);
        var (sheet, row) = Begin(book, "commitments", title, summary, CommitmentColumns);
        foreach (var x in all)
        {
            sheet.Text(++row, 1, x.Meeting);
            sheet.Text(row, 2, x.Title).Style.Alignment.SetWrapText();
            sheet.Text(row, 3, x.Owner);
            sheet.Text(row, 4, summary.Names.Name(x.CommunityId, book.Culture));
            sheet.Day(row, 5, x.DueOn);
            if (x.DoneOn is { } done) sheet.Day(row, 6, done);
            var state = Commitment.StateOf(x.DueOn, x.DoneOn, summary.Standing);
            var cell = sheet.Text(row, 7, Texts.Term(state, book.Culture));
            if (state == CommitmentState.Overdue) cell.Style.Font.SetFontColor(WorkbookTheme.Bad).Font.SetBold();
        }

        End(sheet, row, CommitmentColumns.Length, title, summary);
        // On its due day a commitment can still be kept.
        var through = summary.When.IsRunning ? summary.Standing.AddDays(-1) : summary.Standing;
        return (all.Count(x => x.DueOn <= through), all.Count(x => x.DueOn <= through && x.DoneOn <= x.DueOn));
    }

    private async Task<int> WriteSharedAsync(DashboardDbContext db, WorkbookWriter book, string title, Summary summary,
        CancellationToken cancellationToken)
    {
        var day = summary.Standing;
        var all = await Catalogue.SourceOf<PetitionRound>().In(db, summary.Question.CommunityIds, null).AsNoTracking()
            .Where(x => x.IsJoint && x.ReceivedOn <= day && (x.ClosedOn == null || x.ClosedOn > day)).OrderBy(x => x.DueOn)
                .ThenBy(x => x.PetitionId)
            .Select(x => new
            {
                x.Petition!.Number,
                x.Petition.Title,
                x.Petition.ReceivedOn,
                x.DueOn,
                x.Petition.Stage,
                Communities = x.Petition.Communities.OrderBy(c => c.CommunityId).Select(c => c.CommunityId).ToList()
            })
                .ToListAsync(cancellationToken);
        var (sheet, row) = Begin(book, "shared", title, summary, SharedColumns);
        foreach (var x in all)
        {
            sheet.Text(++row, 1, x.Number);
            sheet.Text(row, 2, x.Title).Style.Alignment.SetWrapText();
            sheet.Text(row, 3, Texts.Series(x.Communities.Select(id => summary.Names.Name(id, book.Culture)), book.Culture));
            sheet.Day(row, 4, x.ReceivedOn);
            sheet.Day(row, 5, x.DueOn);
            // At which stage it stood on a past day is not kept.
            sheet.Text(row, 6, summary.When.IsRunning ? Texts.Term(x.Stage, book.Culture) : FigureFormat.NoCases);
        }

        End(sheet, row, SharedColumns.Length, title, summary);
        return all.Count;
    }

    private static (SheetWriter Sheet, int Header) Begin(WorkbookWriter book, string key, string title, Summary summary,
        (string Key, double Width)[] columns)
    {
        var sheet = book.AddSheet(book.Text($"Sheet.{key}"));
        sheet.Widths([.. columns.Select(column => column.Width)]);
        var header = Heading.Write(sheet, title, summary);
        for (var i = 0; i < columns.Length; i++) sheet.Text(header, i + 1, Texts.Column(columns[i].Key, book.Culture));
        WorkbookTheme.Header(sheet.Range(header, 1, header, columns.Length));
        sheet.Sheet.SheetView.Freeze(header, 0);
        return (sheet, header);
    }

    private static void End(SheetWriter sheet, int row, int columns, string title, Summary summary)
    {
        const int header = 6;
        if (row > header) WorkbookTheme.Rows(sheet.Range(header + 1, 1, row, columns));
        sheet.Range(header, 1, Math.Max(row, header + 1), columns).SetAutoFilter();
        WorkbookTheme.Page(sheet.Sheet, $"{title} · {sheet.Sheet.Name}", summary.PeriodText, header, header);
    }
}

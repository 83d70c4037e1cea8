using System.Globalization;
using System.Text;
using System.Text.Json;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Sheets;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Random rows come in by a file exactly as by the commands, refused ones included; a second time they change nothing.</summary>
public sealed class ImportPropertyTests
{
    private static readonly DateOnly Today = TestStore.Today;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A row; days are told as days before today.</summary>
    private sealed record Row(string? Title, string? Category, int Source, string? Name, string? Unit, int Received, int? Due, int Steps,
        int Gap, int Outcome, bool Answers);

    private static readonly string?[] Awkward = ["漏水", "=1+1", "00123", " 两端空格 ", "a,\"b\"", "多行\n文字", "😀", null];
    private static readonly string[] Categories = ["环境卫生", "Road repair", "sanitation", "没有"];

    private static readonly Gen<string?> Texts = Gen.Int[0, 11].SelectMany(which => which < Awkward.Length
        ? Gen.Const(Awkward[which])
        : Gen.String[Gen.Char["漏水路灯abc,;'\"=+-@ 0123"], 1, 12].Select(text => (string?)text));

    private static readonly Gen<Row> Rows = Gen.Select(
        Gen.Select(Texts, Gen.Int[0, 3].Select(which => (string?)Categories[which]), Gen.Int[0, 4], Texts, Texts),
        Gen.Select(Gen.Int[-1, 60], Gen.Int[-20, 40]
            .Select(due => due < -3 ? null : (int?)due), Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool),
        (said, course) => new Row(said.Item1, said.Item2, said.Item3, said.Item4, said.Item5, course.Item1, course.Item2, course.Item3,
            course.Item4, course.Item5, course.Item6));

    [Fact]
    public void RowsOfAFile_AreEnteredAsByCommands() =>
        Rows.Array[1, 12].Sample(rows => CompareAsync(rows).GetAwaiter().GetResult(), iter: 12, threads: 1);

    private static async Task CompareAsync(Row[] rows)
    {
        await using var rig = await ImportRig.CreateAsync();
        await using var store = await TestStore.CreateAsync();
        var refused = new List<int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (!await CommandAsync(store, rows[i])) refused.Add(i + 2);
        }

        var file = await FileAsync(rows);
        var view = await rig.CheckAsync(file, "a.csv");
        Assert.Equal((rows.Length, rows.Length - refused.Count, refused.Count), (view.Run.Rows, view.Run.Added, view.Run.Refused));
        Assert.Equal(refused,
            view.Findings!.Problems.Select(problem =>
                int.Parse(problem.Cell.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), CultureInfo.InvariantCulture)).Distinct());

        var good = await FileAsync([.. rows.Where((_, i) => !refused.Contains(i + 2))]);
        if (refused.Count == rows.Length) return;
        var run = await rig.TakeAsync(good, "b.csv");
        Assert.Equal(rows.Length - refused.Count, run.Added);
        Assert.Equal(await PictureAsync(store), await PictureAsync(rig.Store));
        var again = await rig.CheckAsync(good, "b.csv");
        Assert.Equal((0, 0, run.Added), (again.Run.Added, again.Run.Changed, again.Run.Unchanged));
    }

    /// <summary>Enters a row by commands, step by step.</summary>
    /// <returns>False when one of them refuses; then nothing is left of it.</returns>
    private static async Task<bool> CommandAsync(TestStore store, Row row)
    {
        var (commands, worker) = (store.Get<PetitionCommands>(), ImportRig.Worker);
        var category = row.Category switch { "Road repair" => TestStore.SlowCategory, "没有" => "没有", _ => TestStore.Category };
        var values = Make.PetitionValues(category: category, receivedOn: Day(row.Received)).With(x => x.Title, row.Title)
            .With(x => x.Source, PetitionSource.List.BuiltIn[row.Source]).With(x => x.PetitionerName, row.Name)
            .With(x => x.ResponsibleUnit, row.Unit).With(x => x.DueOn, row.Due is { } due ? Day(due) : null);
        Saved? at = null;
        try
        {
            at = await commands.EnterAsync(worker, values, null, Stop);
            if (row.Steps >= 1) at = await commands.NegotiateAsync(worker, new(at.Id, at.Version, DayOf(row, 1)), Stop);
            if (row.Steps >= 2) at = await commands.HandleAsync(worker, new(at.Id, at.Version, DayOf(row, 2)), Stop);
            if (row.Steps >= 3) at = await commands.FeedBackAsync(worker, new(at.Id, at.Version, DayOf(row, 3)), Stop);
            if (row.Steps >= 4)
                at = await commands.CloseAsync(worker, new(at.Id, at.Version, (PetitionOutcome)row.Outcome, DayOf(row, 4), "原因"), Stop);
            if (row.Steps >= 5)
                await commands.CallBackAsync(worker,
                    new(at.Id, at.Version, row.Answers ? new(true, true, Satisfaction.MostlySatisfied) : null, DayOf(row, 5)), Stop);
            return true;
        }
        catch (RefusedException)
        {
            if (at is null) return false;
            await using var db = store.Open();
            db.Remove(await db.Petitions.Include(petition => petition.Steps).SingleAsync(petition => petition.Id == at.Id, Stop));
            await db.SaveChangesAsync(Stop);
            return false;
        }
    }

    private static async Task<byte[]> FileAsync(IReadOnlyList<Row> rows)
    {
        using var stream = new MemoryStream();
        var table = new CsvWriter(stream);
        string[] headers = ["标题", "类别", "来源", "诉求人", "责任单位", "受理日期", "到期日", "协商日期", "办理日期", "反馈日期", "办结日期", "结果", "办结说明", "回访日期", "有人响应",
            "群众确认", "满意度"];
        await table.BeginAsync("", [.. headers.Select(header => new SheetColumn(header, SheetType.Text, 10))], Stop);
        foreach (var row in rows)
        {
            table.Text(row.Title);
            table.Text(row.Category);
            table.Text(PetitionSource.List.NameGiven(PetitionSource.List.BuiltIn[row.Source], CultureInfo.GetCultureInfo("zh-CN")));
            table.Text(row.Name);
            table.Text(row.Unit);
            table.Day(Day(row.Received));
            table.Day(row.Due is { } due ? Day(due) : null);
            for (var step = 1; step <= 4; step++) table.Day(row.Steps >= step ? DayOf(row, step) : null);
            table.Text(row.Steps >= 4 ? Resources.Texts.Term((PetitionOutcome)row.Outcome, CultureInfo.GetCultureInfo("en")) : null);
            table.Text(row.Steps >= 4 ? "原因" : null);
            table.Day(row.Steps >= 5 ? DayOf(row, 5) : null);
            table.Text(row.Steps >= 5 && row.Answers ? "是" : null);
            table.Text(row.Steps >= 5 && row.Answers ? "是" : null);
            table.Text(row.Steps >= 5 && row.Answers ? "基本满意" : null);
            await table.EndRowAsync(Stop);
        }

        await table.CompleteAsync(Stop);
        return stream.ToArray();
    }

    /// <summary>Everything that the petitions and their timelines say, without keys, numbers and request ids.</summary>
    private static async Task<string> PictureAsync(TestStore store)
    {
        await using var db = store.Open();
        var petitions = await db.Petitions.AsNoTracking().Include(petition => petition.Steps.OrderBy(step => step.Id))
            .OrderBy(petition => petition.Id).ToListAsync(Stop);
        var text = new StringBuilder();
        foreach (var petition in petitions)
        {
            text.AppendLine(JsonSerializer.Serialize(new
            {
                petition.CommunityId,
                petition.Title,
                petition.Category,
                petition.Source,
                petition.PetitionerName,
                petition.ResponsibleUnit,
                petition.ReceivedOn,
                petition.DueOn,
                petition.Stage,
                petition.ClosedOn,
                petition.FirstClosedOn,
                petition.Outcome,
                petition.WorkingDaysToClose,
                petition.CallBackOn,
                petition.CallBackValid,
                petition.CallBackResponded,
                petition.CallBackResolved,
                petition.Satisfaction,
                Steps = petition.Steps.Select(step =>
                    new { step.Kind, step.At, step.HappenedOn, step.By, step.DueOn, step.Outcome, step.Concerns, step.Note }),
            }));
        }

        return text.ToString();
    }

    private static DateOnly Day(int daysAgo) => Today.AddDays(-daysAgo);

    private static DateOnly DayOf(Row row, int step) => Day(row.Received).AddDays(row.Gap * step);
}

using Concentric.Errands;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Cells as spreadsheets type them: what is a number, what a day, and what has stopped being what somebody typed.</summary>
public sealed class TypedCellTests : IAsyncLifetime
{
    private static readonly string[] Errand = ["服务日期", "代办事项", "人次", "备注"];

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task OnlyRealTokensOfDays_MakeADay()
    {
        string[] numbers =
        [
            "General", "General\"人\"", "G/通用格式\"人\"", "G/通用格式", "general\" days\"", "[>=100]General;0", "0\"d\"",
            "#,##0.00_ ;[Red]\\-#,##0.00\\ ", "0.00E+00", "##0.0e+0", "# ?/?",
            "[$￥-804]#,##0", "[$RMDY]#,##0", "_-* #,##0_-;\\-* #,##0_-", "@", "[DBNum1]0", "[DBNum2][$-804]General", "0\\d", "0\"年月日\"",
            "\"yyyy\"0", "[Red][<0]0", "0_d", "*y0", "0_y", "\"共\"0\"户\"", "0;yyyy",
            "1", "2", "3", "4", "11", "12", "37", "40", "44", "48", "49",
        ];
        string[] days =
        [
            "yyyy-mm-dd", "YYYY/M/D", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "[DBNum1][$-804]yyyy\"年\"m\"月\"", "aaaa",
            "[$-804]aaa", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "m\"月\"d\"日\"",
            "[$-411]ggge\"年\"m\"月\"d\"日\"", "e\"年\"m\"月\"", "d/m/yy h:mm", "mmm\\-yy", "mmmm", "yyyy", "[Red]d",
            "yyyy\\-mm\\-dd\\ hh:mm:ss.000", "[~buddhist]bbbb",
            "14", "15", "16", "17", "22", "27", "28", "30", "31", "36", "50", "52", "54", "57", "58",
        ];
        string[] times = ["h:mm", "[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[ss]", "上午/下午h\"时\"mm\"分\"", "h:mm AM/PM", "mm:ss", "mm:ss.0",
            "[$-F400]h:mm:ss\\ AM/PM", "18", "20", "21", "32", "33", "35", "45", "46", "47", "55", "56"];
        var all = numbers.Concat(days).Concat(times).ToList();
        var book = new RawBook();
        var rows = all.Select((format, i) =>
            RawBook.Row(i + 2,
                [RawBook.Text("2026-03-02"), RawBook.Text("PensionCheck"), RawBook.Number("12", book.Style(format)),
                    RawBook.Text("格式 " + format)])).ToList();
        var view = await rig.CheckAsync(book.Sheet("代办", [RawBook.Texts(1, Errand), .. rows]).ToArray(), kind: "errand");
        Assert.Equal((ImportState.Checked, all.Count, numbers.Length), (view.Run.State, view.Run.Rows, view.Run.Added));
        Assert.Equal(Enumerable.Range(numbers.Length + 2, days.Length + times.Length)
            .Select(row => $"C{row}"), view.Findings!.Problems.Select(problem => problem.Cell));
        Assert.All(view.Findings.Problems, problem => Assert.StartsWith("表格里是日期或时间，应为数字", problem.Mend));
    }

    [Theory]
    [InlineData("General\"人\"", "12345", "12345")]
    [InlineData("0", "12.0", "12")]
    [InlineData("000000", "301", "000301")]
    [InlineData("0.00E+00", "13812345678", "13812345678")]
    [InlineData("@", "123456789012345", "123456789012345")]
    [InlineData("0.0", "0.1", "0.1")]
    [InlineData("0%", "0.952", "95.2%")]
    [InlineData("10", "0.07", "7%")]
    public async Task ANumberInATextColumn_KeepsItsDigits(string format, string value, string text)
    {
        var book = new RawBook();
        var row = RawBook.Row(2,
            [RawBook.Text("2026-03-02"), RawBook.Text("PensionCheck"), RawBook.Number("1"), RawBook.Number(value, book.Style(format))]);
        await rig.TakeAsync(book.Sheet("代办", [RawBook.Texts(1, Errand), row]).ToArray(), kind: "errand");
        await using var db = rig.Store.Open();
        Assert.Equal(text, await db.Errands.Select(errand => errand.Note).SingleAsync(Stop));
    }

    [Theory]
    [InlineData("<c t=\"d\"><v>2026-03-02T00:00:00Z</v></c>", "2026-03-02")]
    [InlineData("<c s=\"1\"><v>46083.99</v></c>", "2026-03-02")]
    [InlineData("<c s=\"1\"><v>-5</v></c>", null)]
    [InlineData("<c s=\"1\"><v>2958466</v></c>", null)]
    [InlineData("<c s=\"1\"><v>0.5</v></c>", null)]
    [InlineData("<c><v>46083</v></c>", null)]
    public async Task ADay_IsReadOrRefused(string cell, string? day)
    {
        var book = new RawBook();
        Assert.Equal(1, book.Style("yyyy-mm-dd"));
        var row = RawBook.Row(2, [cell, RawBook.Text("PensionCheck"), RawBook.Number("1")]);
        var view = await rig.CheckAsync(book.Sheet("代办", [RawBook.Texts(1, Errand), row]).ToArray(), kind: "errand");
        if (day is null) Assert.Equal("A2", Assert.Single(view.Findings!.Problems).Cell);
        else Assert.Equal(day, view.Findings!.Samples[0].Values.Single(value => value.Column == "served-on").After);
    }

    /// <summary>What a cell may hold that its column does not take, and the reason that is told.</summary>
    private static readonly (string Cell, Func<ImportType, Rule?> Rule)[] Wrong =
    [
        ("<c s=\"1\"><v>46083</v></c>", type => type == ImportType.Day ? null : IsNumeric(type) ? Rule.DateInNumber : Rule.DateInText),
        ("<c s=\"2\"><v>0.25</v></c>", type =>
            type == ImportType.Day ? Rule.NotADay : IsNumeric(type) ? Rule.DateInNumber : Rule.DateInText),
        ("<c t=\"b\"><v>1</v></c>", type => type == ImportType.YesNo ? null : Rule.TruthValue),
        ("<c t=\"e\"><v>#N/A</v></c>", _ => Rule.CellError),
        ("<c t=\"str\"><f>VLOOKUP(A1,B:B,1)</f><v>#REF!</v></c>", _ => Rule.CellError),
        ("<c><f>A1</f></c>", _ => Rule.FormulaWithoutValue),
        ("<c><f>A1&amp;\"x\"</f><v></v></c>", _ => Rule.FormulaWithoutValue),
        ("<c><f t=\"shared\" si=\"0\"/></c>", _ => Rule.FormulaWithoutValue),
        ("<c t=\"str\"><f>A1</f></c>", _ => Rule.FormulaWithoutValue),
        ("<c><v>120107199001011234</v></c>", type => IsNumeric(type) || type == ImportType.Day ? null : Rule.DigitsLost),
        ("<c t=\"inlineStr\"><is><t>1.2010719900101123E+17</t></is></c>", type =>
            IsNumeric(type) || type == ImportType.Day ? null : Rule.DigitsLost),
        ("<c t=\"inlineStr\"><is><t>########</t></is></c>", _ => Rule.Hashes),
        ("<c t=\"inlineStr\"><is><t>＃＃＃</t></is></c>", _ => Rule.Hashes),
        ("<c s=\"1\"><v>-1</v></c>", _ => Rule.Hashes),
    ];

    public static TheoryData<string> Kinds => [.. ImportRig.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task WhatASpreadsheetHasMadeOfACell_IsRefusedInEveryColumnOfEveryKind(string kind)
    {
        var sheet = rig.Store.Get<ImportRegister>().Find(kind)!;
        var book = new RawBook();
        Assert.Equal((1, 2), (book.Style("yyyy-mm-dd"), book.Style("h:mm")));
        var expected = new List<(string Cell, string Mend)>();
        var rows = new List<string> { RawBook.Texts(1, sheet.Columns.Select(column => column.Header(ImportTexts.Cultures[0]))) };
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            foreach (var (cell, rule) in Wrong)
            {
                if (rule(sheet.Columns[i].Type) is not { } told) continue;
                var number = rows.Count + 1;
                expected.Add((ImportHeader.PlaceOf(i, number), RuleTexts.Of(told, ImportTexts.Cultures[0])));
                rows.Add(RawBook.Row(number, Enumerable.Range(0, sheet.Columns.Count).Select(place => place == i ? cell : "<c/>")));
            }
        }

        var caller = sheet.IsOpenTo(ImportRig.Administrator) ? ImportRig.Administrator : new("评审", Concentric.Data.Role.Panel, null, 2);
        var refused = new List<(string Cell, string Mend)>();
        // A page shows two hundred.
        foreach (var piece in rows.Skip(1).Chunk(12))
        {
            var view = await rig.CheckAsync(new RawBook().With(book).Sheet("表", [rows[0], .. piece]).ToArray(), caller: caller, kind: kind);
            Assert.Equal((kind, piece.Length, (string?)null), (kind, view.Run.Refused, view.Run.Failure));
            refused.AddRange(view.Findings!.Problems.Select(problem => (problem.Cell, problem.Mend)));
        }

        Assert.Empty(expected.Except(refused));
    }

    [Fact]
    public async Task AFormulaThatGivesAnEmptyText_IsAnEmptyCell_AndOneOverARangeIsFoundInAllItsCells()
    {
        string[] rows =
        [
            RawBook.Texts(1, Errand),
            RawBook.Row(2,
                [RawBook.Text("2026-03-02"), RawBook.Text("PensionCheck"), RawBook.Number("1"), "<c t=\"str\"><f>\"\"</f><v></v></c>"]),
            RawBook.Row(3,
                [RawBook.Text("2026-03-03"), RawBook.Text("PensionCheck"), "<c r=\"C3\"><f>1+1</f><v>2</v></c>",
                    "<c r=\"D3\"><f t=\"array\" ref=\"D3:D4\">TRANSPOSE(A1:B1)</f></c>"]),
            RawBook.Row(4, [RawBook.Text("2026-03-04"), RawBook.Text("PensionCheck"), RawBook.Number("1")]),
        ];
        var view = await rig.CheckAsync(new RawBook().Sheet("代办", rows).ToArray(), kind: "errand");
        Assert.Equal(["D3", "D4"], view.Findings!.Problems.Select(problem => problem.Cell));
        Assert.All(view.Findings.Problems, problem => Assert.Equal("是没有结果的公式。请用 Excel 或 WPS 打开，保存一次，再上传。", problem.Mend));
        Assert.Equal(1, view.Run.Added);
    }

    [Fact]
    public async Task TheFileWithErrors_RefusesAgainWhatWasRefused()
    {
        var book = new RawBook();
        var wrong = (string[])["<c><f>A1</f></c>", "<c t=\"e\"><v>#N/A</v></c>", $"<c s=\"{book.Style("yyyy-mm-dd")}\"><v>46083</v></c>",
            "<c t=\"b\"><v>1</v></c>", "<c><v>1E+17</v></c>"];
        var rows = wrong.Select((cell, i) =>
            RawBook.Row(i + 2, [RawBook.Text("2026-03-02"), RawBook.Text("PensionCheck"), RawBook.Number("1"), cell]));
        var view = await rig.CheckAsync(book.Sheet("代办", [RawBook.Texts(1, Errand), .. rows]).ToArray(), kind: "errand");
        Assert.Equal(wrong.Length, view.Run.Refused);
        var again = await rig.CheckAsync(await rig.Store.FileAsync(ImportFiles.ErrorsNameOf(view.Run.Id)),
            kind: "errand");
        Assert.Equal(view.Findings!.Problems.Select(problem => (problem.Cell, problem.Mend)),
            again.Findings!.Problems.Select(problem => (problem.Cell, problem.Mend)));
    }

    private static bool IsNumeric(ImportType type) => type is ImportType.Whole or ImportType.Money or ImportType.Milli;
}

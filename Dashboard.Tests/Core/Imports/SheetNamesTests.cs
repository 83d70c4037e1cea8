using System.Globalization;
using Concentric.CoBuilders;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Resources;

namespace Concentric.Tests.Core.Imports;

/// <summary>What sheets of offices call a column is declared for every column of every kind, in both languages.</summary>
public sealed class SheetNamesTests : IAsyncLifetime
{
    private ImportRig rig = null!;

    private IReadOnlyCollection<ImportSheet> Sheets => rig.Store.Get<ImportRegister>().All;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    /// <summary>A name that the program gives another column, or that an export's own column has, is never read as this one.</summary>
    [Fact]
    public void EveryColumnOfEveryKind_IsKnownByAnotherName_InBothLanguages()
    {
        Assert.True(ImportRig.Kinds.Except(Sheets.Select(sheet => sheet.Kind)).ToList() is []);
        Assert.Equal([], from sheet in Sheets
                         from column in sheet.Columns
                         let names = sheet.Synonyms.Where(name => name.Key == column.Key && !sheet.Told.Contains(name.Header)).ToList()
                         from language in (string[])["zh", "en"]
                         where !names.Exists(name => name.Header.All(char.IsAscii) == (language == "en"))
                         select $"{sheet.Kind} {column.Key} {language}");
    }

    /// <summary>Files of before have half-width brackets in their headings, those of now full-width ones; both are read.</summary>
    [Fact]
    public void AHeadingWithBrackets_IsKnownInEverySpelling()
    {
        var chinese = CultureInfo.GetCultureInfo("zh-CN");
        var (bracketed, unknown) = (0, new List<string>());
        foreach (var sheet in Sheets)
        {
            foreach (var (key, name) in sheet.Columns.Select(column => (column.Key, Texts.Find($"Column.{column.Key}", chinese)))
                .Where(column => column.Item2?.Contains('（') == true))
            {
                bracketed++;
                var half = name!.Replace("（", "(", StringComparison.Ordinal).Replace("）", ")", StringComparison.Ordinal);
                var (apart, wide) = (half.Replace("(", " (", StringComparison.Ordinal), name.Replace("（", " （ ", StringComparison.Ordinal));
                unknown.AddRange(new[] { name, half, apart, wide }
                    .Where(heading => sheet.KeyOf(ImportHeader.Fold(heading)) != key).Select(heading => $"{sheet.Kind} {heading}"));
            }
        }

        Assert.InRange(bracketed, 3, int.MaxValue);
        Assert.Equal([], unknown);
    }

    [Theory]
    [InlineData("共建单位,投入日期,用途,金额(元),工时(分钟)")]
    [InlineData("共建单位,投入日期,用途,金额（元）,工时（分钟）")]
    [InlineData("共建单位,投入日期,用途,金额 (元),工时（ 分钟 ）")]
    public async Task ASheetWithEitherBrackets_IsTakenIn(string headings)
    {
        await rig.Store.AddAsync(new CoBuilder { Name = "春华银行", NameEn = "Chunhua Bank", JoinedOn = new(2025, 1, 1) });
        var view = await rig.CheckAsync(ImportRig.Csv($"{headings}\n春华银行,2026-03-02,扶手,5,\n"), "台账.csv", kind: "contribution");
        Assert.Equal((ImportState.Checked, 1, 0), (view.Run.State, view.Run.Added, view.Run.Refused));
    }

    /// <summary>The number of a row in its sheet, and a bare number, are no column of any kind.</summary>
    [Fact]
    public void NumbersOfRows_AreNoColumn() =>
        Assert.Equal([], from sheet in Sheets
                         from header in (string[])["序号", "行号", "no", "no.", "id"]
                         where sheet.KeyOf(header) is not null || sheet.Synonyms.Any(name => name.Header == header)
                         select $"{sheet.Kind} {header}");

    [Theory]
    [InlineData("commitment", "承诺内容,责任单位,完成时限\n修好路灯,物业公司,2026-04-01\n")]
    [InlineData("commitment", "Task,Person responsible,Deadline\nMend the lamp,Property company,2026-04-01\n")]
    [InlineData("worker", "社工姓名,参训时间,入库时间\n张敏,2026-02-01,2026-02-10\n")]
    [InlineData("agreement", "协议名称,签约各方,签约时间\n充电协议,物业、居委会,2026-02-01\n")]
    [InlineData("volunteer-post", "Post name,Volunteers needed\nLibrary,3\n")]
    public async Task ASheetInTheOfficesOwnWords_NeedsNoQuestion(string kind, string text)
    {
        var view = await rig.CheckAsync(ImportRig.Csv(text), "台账.csv", kind: kind);
        Assert.Equal((ImportState.Checked, 1, 0), (view.Run.State, view.Run.Added, view.Run.Refused));
        Assert.Empty(view.Findings!.Notes);
    }
}

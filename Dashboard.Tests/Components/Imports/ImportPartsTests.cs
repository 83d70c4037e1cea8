using Bunit;
using Concentric.Dashboard.Features.Exports;
using Concentric.Dashboard.Features.Imports;
using Concentric.Exports;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Tests.Components.Fields;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Imports;

/// <summary>What a file alone does not tell is asked row by row; and what may be done with a workbook.</summary>
public sealed class ImportPartsTests : FieldTest
{
    private readonly List<ImportChoices> chosen = [];

    [Fact]
    public void RowsLikeARecord_AreAskedAbout_AllAtOnce_OrOneByOne()
    {
        ImportAsked asked = new("f:1:3", "Sheet1", 3, ImportQuestion.Near, "2026-03-18 Lamp", [new(7, "2026-0007", "2026-03-17 Lamp")]);
        var questions = Questions(true, asked);
        Assert.StartsWith("Sheet1 ", questions.Find("li span").TextContent);
        Assert.Contains("2026-03-17 Lamp ", questions.FindAll("li .muted")[^1].TextContent);
        Assert.Equal("/petitions/7", questions.Find("li a").GetAttribute("href"));
        Assert.True(questions.Find("details").HasAttribute("open"));
        questions.Find("[data-choice][name=question-Near]").Change(nameof(ImportAnswer.Leave));
        Assert.Equal(ImportAnswer.Leave, chosen[^1].For(ImportQuestion.Near));
        var row = questions.Find("[name='row-f:1:3'][data-choice]");
        var keys = questions.FindAll("[data-field='row-f:1:3'] input[type=radio]").Select(one => one.GetAttribute("data-key")).ToList();
        // As all, take, leave, or change the one that is like it.
        Assert.Equal(4, keys.Count);
        row.Change(keys[^1]);
        var own = chosen[^1].Rows["f:1:3"];
        Assert.Equal((ImportAnswer.Change, (long?)7), (own.Answer, own.RecordId));
    }

    [Fact]
    public void OnceItIsTaken_NothingCanBeChosen()
    {
        ImportAsked asked = new("f:1:3", "", 3, ImportQuestion.Near, "Lamp", []);
        Assert.All(Questions(false, asked).FindAll("input[type=radio]"), one => Assert.True(one.HasAttribute("disabled")));
        Assert.All(Questions(true, asked).FindAll("input[type=radio]"), one => Assert.False(one.HasAttribute("disabled")));
    }

    [Fact]
    public void AFile_IsSentByAPlainForm_WithItsLimitsForTheScript()
    {
        var upload = Render<ImportUpload>(shown => shown.Add(one => one.Kind, "hazard").Add(one => one.Title, "Hazards")
            .Add(one => one.Headers, ["Found on", "Title"]));
        Assert.Equal(["/import/hazard/upload", "/import/hazard/upload"], upload.FindAll("form")
            .Select(form => form.GetAttribute("action")));
        Assert.All(upload.FindAll("form"), form => Assert.Equal("multipart/form-data", form.GetAttribute("enctype")));
        var file = upload.Find("#import-file");
        Assert.Equal($"{ImportBatches.MostFiles}", file.GetAttribute("data-most-files"));
        Assert.All(file.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(upload.Find($"#{id}")));
        Assert.Contains("Found on  Title", upload.Find("#import-rows-hint").TextContent);
    }

    [Theory]
    [InlineData(ExportState.Done, true, "Download export 7")]
    [InlineData(ExportState.Done, false, null)]
    [InlineData(ExportState.Failed, true, "Retry export 7")]
    [InlineData(ExportState.Stopped, true, "Retry export 7")]
    [InlineData(ExportState.Skipped, true, null)]
    [InlineData(ExportState.Queued, true, "Stop export 7")]
    public async Task AWorkbook_IsFetched_TriedAgain_OrStopped_AsItStands(ExportState state, bool isThere, string? offered)
    {
        var pressed = new List<string>();
        ExportLine line = new(7, state, 0, "street-summary", "en", TestStore.Today, TestStore.Today, null, false, "陈静",
            TestStore.Start.UtcDateTime, null, null, null, isThere ? 5_000 : null, null, null, null);
        var actions = Render<RunActions>(shown => shown.Add(one => one.Line, line).Add(one => one.IsThere, isThere)
            .Add(one => one.OnRetry, () => pressed.Add("Retry export 7")).Add(one => one.OnStop, () => pressed.Add("Stop export 7")));
        Assert.Equal(offered, actions.FindAll("[aria-label]").SingleOrDefault()?.GetAttribute("aria-label"));
        if (state == ExportState.Done)
        {
            Assert.Equal(isThere ? "/exports/7/file" : null, actions.FindAll("a").SingleOrDefault()?.GetAttribute("href"));
        }
        else if (offered is not null)
        {
            await actions.Find("button").ClickAsync(new());
            Assert.Equal([offered], pressed);
        }
    }

    private IRenderedComponent<ImportQuestions> Questions(bool isOpen, ImportAsked asked) => Render<ImportQuestions>(shown => shown
        .Add(one => one.Kind, "petition").Add(one => one.IsOpen, isOpen).Add(one => one.OnChoose, chosen.Add)
        .Add(one => one.Findings, new([], [], 0)
        {
            Questions = new Dictionary<ImportQuestion, int> { [asked.Question] = 1 },
            Asked = [asked],
        }));
}

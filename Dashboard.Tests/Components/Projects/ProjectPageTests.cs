using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Projects;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Projects;

public sealed class ProjectPageTests
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public ProjectPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task Stages_GoOnOneByOne_AndAStopNeedsItsNote()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var strand =
            await context.Store.AddAsync(new Programme { Key = "roads", Name = "爱心路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
        var projects = context.Store.Get<ProjectCommands>();
        var at = await projects.EnterAsync(TestStore.WorkerOfXinsheng, Make.ProjectValues(strand.Id), null, Cancellation);
        var page = context.Render<ProjectPage>(parameters => parameters.Add(shown => shown.Id, at.Id));
        Assert.Contains("Agreed", page.Find("button[data-action=advance]").TextContent);
        await context.OpenActionAsync(page, "advance");
        await context.SendActionAsync();
        page.WaitForAssertion(() => Assert.Equal("Agreed", page.Find(".stage-line [aria-current=step] b").TextContent));

        await context.OpenActionAsync(page, "stop");
        await context.SendActionAsync();
        Assert.NotEmpty(context.Dialog.Find("[data-field=Note] .field-error").TextContent);
        context.Dialog.Find("[name=Note]").Change("No money");
        await context.SendActionAsync();
        page.WaitForAssertion(() => Assert.Contains("No money", page.Find(".timeline").TextContent));
        Assert.Empty(page.FindAll("[data-action=advance]"));
        Assert.NotEmpty(page.FindAll("[data-action=back]"));
    }
}

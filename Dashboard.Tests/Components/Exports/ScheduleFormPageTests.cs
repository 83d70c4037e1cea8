using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Exports;
using Concentric.Exports;
using Concentric.Mail;
using Concentric.Petitions;
using Concentric.Tests.Components.Records;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Exports;

/// <summary>The form of a schedule, on the real services.</summary>
public sealed class ScheduleFormPageTests : IAsyncDisposable
{
    private RecordPagesContext? context;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (context is not null) await context.DisposeAsync();
    }

    [Fact]
    public async Task TheRowsOfALedger_AreChosen_KeptWhenRefused_Saved_AndShownAgain()
    {
        Speak("en");
        await BeginAsync();
        var page = await RenderAsync(null);
        // The summary has no rows to choose from; a ledger has those of its list.
        Assert.Empty(page.FindAll("#field-Filter-source"));
        await RecordPagesContext.ChooseAsync(page, "Template", "petition-ledger");
        await RecordPagesContext.ChooseAsync(page, "View", "to-call-back");
        await RecordPagesContext.ChooseAsync(page, "Filter-source", PetitionSource.Hotline);
        page.Find("#field-Filter-responsible").Change("物业");
        page.Find("#field-Name").Change("");
        await page.Find("form").SubmitAsync();
        Assert.NotEmpty(page.Find("#field-Name-error").TextContent);
        AssertChosen(page);

        page.Find("#field-Name").Change("Hotline");
        await page.Find("form").SubmitAsync();
        await using var db = context!.Store.Open();
        var schedule = await db.ExportSchedules.SingleAsync(one => one.Name == "Hotline", Cancellation);
        Assert.Equal("view=to-call-back&responsible=%E7%89%A9%E4%B8%9A&source=Hotline", schedule.Filters);
        AssertChosen(await RenderAsync(schedule.Id));
        Assert.Contains("物业", context.Render<SchedulesPage>().Find($"[data-schedule='{schedule.Key}']").TextContent);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task TheWorkbooksLanguage_IsAtFirstThatOfThePage(string language)
    {
        Speak(language);
        await BeginAsync();
        var chosen = (await RenderAsync(null)).Find("[data-field=Language] label:has(input[checked])");
        Assert.Equal(language == "en" ? "English" : "中文", chosen.TextContent.Trim());
        Assert.Equal(language, RecordPagesContext.ChosenIn(context!.Render<ExportsPage>(), "ask-language"));
    }

    private static void AssertChosen(IRenderedComponent<ScheduleFormPage> page)
    {
        Assert.Equal("to-call-back", RecordPagesContext.ChosenIn(page, "View"));
        Assert.Equal(nameof(PetitionSource.Hotline), RecordPagesContext.ChosenIn(page, "Filter-source"));
        Assert.Equal("物业", page.Find("#field-Filter-responsible").GetAttribute("value"));
    }

    private static void Speak(string language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    private async Task BeginAsync() => context = await RecordPagesContext.CreateAsync(TestStore.Administrator, services =>
    {
        ExportRig.Configure(services);
        services.AddSingleton(Fixed.Of(MailOptions.Off));
        services.AddSingleton<Concentric.Robots.RobotQueries>();
    });

    private async Task<IRenderedComponent<ScheduleFormPage>> RenderAsync(long? id)
    {
        var page = context!.Render<ScheduleFormPage>(parameters => parameters.Add(form => form.Id, id));
        await page.WaitForElementAsync("form");
        return page;
    }
}

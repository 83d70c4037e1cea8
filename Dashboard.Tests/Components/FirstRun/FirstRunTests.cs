using System.Globalization;
using Bunit;
using Concentric.Communities;
using Concentric.Dashboard.Demo.Street;
using Concentric.Dashboard.Features.FirstRun;
using Concentric.Data;
using Concentric.FirstRun;
using Concentric.Petitions;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.FirstRun;

/// <summary>How far a new office has come is read from its store, and what is left for later is kept.</summary>
public sealed class FirstRunTests
{
    private static readonly StreetOffice NoOffice = new(StreetOffice.NoName, "Street office");

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public FirstRunTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task EachStep_IsDone_OnceTheStoreShowsIt()
    {
        await using var store = await TestStore.CreateAsync();
        var guide = store.Get<FirstRunGuide>();
        Assert.Equal([FirstRunStep.Communities], await DoneAsync());
        Assert.False(await guide.HasRecordsAsync(Cancellation));
        await store.Get<PetitionCategoryCommands>().ChangeAsync(TestStore.Administrator, TestStore.Category,
            new("环境卫生", "Sanitation", 6), Cancellation);
        Assert.Equal([FirstRunStep.Communities, FirstRunStep.Categories], await DoneAsync());
        await using (var db = store.Open()) await DemoProgrammes.EnsureAsync(db, Cancellation);
        await store.AddAsync(new DashboardUser { UserName = "a", DisplayName = "张伟" },
            new DashboardUser { UserName = "b", DisplayName = "李" });
        await store.AddAsync(Make.Petition(with: petition => petition.ArchivedAt = TestStore.Start.UtcDateTime));
        Assert.True(await guide.HasRecordsAsync(Cancellation));
        Assert.Equal(Enum.GetValues<FirstRunStep>(), await DoneAsync(new("胡家园街道", "Hujiayuan")));

        async Task<IEnumerable<FirstRunStep>> DoneAsync(StreetOffice? office = null) =>
            (await guide.ReadAsync(TestStore.Administrator, office ?? NoOffice, Cancellation)).Where(step => step.IsDone)
            .Select(step => step.Step);
    }

    [Fact]
    public async Task WhatIsLeftForLater_StaysSo_UntilItIsTakenUp_AndOnlyForAdministrators()
    {
        await using var store = await TestStore.CreateAsync();
        var guide = store.Get<FirstRunGuide>();
        foreach (var step in Enum.GetValues<FirstRunStep>()) await guide.SkipAsync(TestStore.Administrator, step, true, Cancellation);
        await guide.SkipAsync(TestStore.Administrator, FirstRunStep.Office, true, Cancellation);
        Assert.DoesNotContain(await guide.ReadAsync(TestStore.Administrator, NoOffice, Cancellation), step => step.IsOpen);
        await guide.SkipAsync(TestStore.Administrator, FirstRunStep.Records, false, Cancellation);
        Assert.Equal([FirstRunStep.Records], (await guide.ReadAsync(TestStore.Administrator, NoOffice, Cancellation))
            .Where(step => step.IsOpen).Select(step => step.Step));
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng })
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => guide.ReadAsync(caller, NoOffice, Cancellation));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => guide.SkipAsync(caller, FirstRunStep.Office, true, Cancellation));
        }
    }

    [Fact]
    public async Task Page_LeadsToTheNextStep_AndGoesOnWhenItIsLeft()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
        context.Services.AddSingleton(Fixed.Of(NoOffice));
        var page = context.Render<FirstRunPage>();
        Assert.Equal("Office", page.Find("[aria-current=step]").GetAttribute("data-step"));
        await page.Find("[data-step=Office] [data-skip]").ClickAsync();
        Assert.Equal("Accounts", page.Find("[aria-current=step]").GetAttribute("data-step"));
        Assert.Contains("3 there", page.Find("[data-step=Communities]").TextContent);
        await page.Find("[data-step=Accounts] [data-skip]").ClickAsync();
        Assert.Equal("Categories", page.Find("[aria-current=step]").GetAttribute("data-step"));
        Assert.Contains("Left for later", page.Find("[data-step=Accounts]").TextContent);
    }

    [Fact]
    public async Task Overview_TellsAdministratorsTheNextStep_AndOthersWhatIsMissing()
    {
        await using (var admin = await RecordPagesContext.CreateAsync(TestStore.Administrator))
        {
            admin.Services.AddSingleton(Fixed.Of(NoOffice));
            Assert.Contains("Next: Name and address", admin.Render<FirstRunCard>().Find("[data-card=first-run]").TextContent);
        }

        await using var worker = await RecordPagesContext.CreateAsync(TestStore.WorkerOfXinsheng);
        worker.Services.AddSingleton(Fixed.Of(NoOffice));
        var card = worker.Render<FirstRunCard>();
        Assert.Contains("Enter a petition", card.Find("[data-card=first-run]").TextContent);
        await worker.Store.AddAsync(Make.Petition());
        Assert.Empty(worker.Render<FirstRunCard>().FindAll("[data-card]"));
    }
}

using System.Globalization;
using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Errands;
using Concentric.Dashboard.Features.Visits;
using Concentric.Dashboard.Features.Wishes;
using Concentric.Errands;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Tests.TestData;
using Concentric.Visits;
using Concentric.Wishes;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.Records;

/// <summary>Forms of records with personal values: none stands there in clear, and what is left alone stays.</summary>
public sealed class PersonalFormsTests : IAsyncLifetime
{
    private const string Person = "张建国";

    private RecordPagesContext context = null!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public PersonalFormsTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Theory]
    [InlineData(null, false, Person)]
    [InlineData("李四", false, "李四")]
    [InlineData(null, true, null)]
    public async Task Errand_KeepsChangesOrClearsItsBeneficiary(string? typed, bool clears, string? expected)
    {
        var errand =
            await context.Store.AddAsync(new Errand
            {
                CommunityId = TestStore.Xinsheng,
                ServedOn = TestStore.Today,
                Persons = 1,
                Beneficiary = Person
            });
        var page = context.Render<ErrandFormPage>(parameters => parameters.Add(form => form.Id, errand.Id));
        await SendAsync(page, "beneficiary", typed, clears, "note");
        await using var db = context.Store.Open();
        Assert.Equal((2, expected), await db.Errands.Select(found => ValueTuple.Create(found.Version, found.Beneficiary))
            .SingleAsync(Cancellation));
    }

    [Theory]
    [InlineData(null, false, Person)]
    [InlineData("李四", false, "李四")]
    [InlineData(null, true, null)]
    public async Task Wish_KeepsChangesOrClearsItsWisher(string? typed, bool clears, string? expected)
    {
        var wish =
            await context.Store.AddAsync(new Wish
            {
                CommunityId = TestStore.Xinsheng,
                Number = "XY-2026-900001",
                Title = "台灯",
                Wisher = Person,
                RaisedOn = TestStore.Today
            });
        var page = context.Render<WishFormPage>(parameters => parameters.Add(form => form.Id, wish.Id));
        await SendAsync(page, "wisher", typed, clears, "title");
        await using var db = context.Store.Open();
        Assert.Equal(expected, await db.Wishes.Select(found => found.Wisher).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task ClaimOfAWish_IsCorrectedWithoutShowingWhoClaimedIt()
    {
        var wish =
            await context.Store.AddAsync(new Wish
            {
                CommunityId = TestStore.Xinsheng,
                Number = "XY-2026-900002",
                Title = "台灯",
                ClaimedBy = Person,
                RaisedOn = TestStore.Today.AddDays(-3),
                ClaimedOn = TestStore.Today
            });
        var page = context.Render<WishPage>(parameters => parameters.Add(form => form.Id, wish.Id));
        await page.WaitForElementAsync("[data-record=wish]");
        Assert.DoesNotContain(Person, page.Markup);
        Assert.Contains("张**", page.Markup);
    }

    [Fact]
    public async Task Visit_ShowsItsAddressesMasked_KeepsThem_AndRevealsThemToWhoCorrectsThem_InWriting()
    {
        var at = await context.Store.Get<VisitCommands>()
            .EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues(["7-2-301", "7-2-302"]), null, Cancellation);
        var shown = context.Render<VisitPage>(parameters => parameters.Add(page => page.Id, at.Id));
        await shown.WaitForElementAsync("[data-masked=addresses]");
        Assert.DoesNotContain("7-2-301", shown.Markup);
        Assert.Equal(0, await RevealedAsync());
        await shown.Find("[data-masked=addresses] ~ p button").ClickAsync(new());
        Assert.Contains("7-2-301", shown.Find("[data-revealed=addresses]").TextContent);
        Assert.Equal(1, await RevealedAsync());

        var form = context.Render<VisitFormPage>(parameters => parameters.Add(page => page.Id, at.Id));
        await form.WaitForElementAsync("#field-note");
        Assert.DoesNotContain("7-2-301", form.Markup);
        form.Find("#field-note").Change("下午");
        await form.Find("form").SubmitAsync();
        Assert.Equal(["7-2-301", "7-2-302"], await AddressesAsync());

        form = context.Render<VisitFormPage>(parameters => parameters.Add(page => page.Id, at.Id));
        await (await form.WaitForElementAsync("#field-addresses-changed")).ChangeAsync(new() { Value = true });
        Assert.Equal(2, await RevealedAsync());
        Assert.Equal("7-2-301\n7-2-302", form.Find("#field-addresses").GetAttribute("value"));
        await form.Find("#field-addresses").ChangeAsync(new() { Value = "7-2-301\n7-2-303" });
        await form.Find("form").SubmitAsync();
        Assert.Equal(["7-2-301", "7-2-303"], await AddressesAsync());
    }

    [Fact]
    public void ConflictBetweenTwoVersions_ShowsPersonalValuesMasked()
    {
        var conflict = Conflict.Between(
            new FieldValues<Errand>(), new FieldValues<Errand> { [x => x.Beneficiary] = Person },
            new FieldValues<Errand> { [x => x.Beneficiary] = "李四光" }, 2);
        var table = context.Render<ConflictTable<FieldValues<Errand>>>(parameters =>
            parameters.Add(one => one.Conflict, conflict).Add(one => one.OnChosen, EventCallback<FieldValues<Errand>>.Empty));
        Assert.Contains("张**", table.Markup);
        Assert.DoesNotContain(Person, table.Markup);
        Assert.DoesNotContain("李四光", table.Markup);
    }

    [Fact]
    public async Task PersonalFields_AreMarkedForTheBrowser_OthersAreNot()
    {
        var page = context.Render<ErrandFormPage>();
        Assert.True((await page.WaitForElementAsync("#field-beneficiary")).HasAttribute("data-personal"));
        Assert.False(page.Find("#field-note").HasAttribute("data-personal"));
    }

    private static async Task SendAsync<TPage>(IRenderedComponent<TPage> page, string field, string? typed, bool clears, string any)
        where TPage : IComponent
    {
        await page.WaitForElementAsync($"#field-{field}");
        Assert.DoesNotContain(Person, page.Markup);
        Assert.Contains("张**", page.Markup);
        page.Find($"#field-{any}").Change("别的");
        if (typed is not null) page.Find($"#field-{field}").Change(typed);
        if (clears) page.Find($"#field-{field}-cleared").Change(true);
        await page.Find("form").SubmitAsync();
    }

    private async Task<int> RevealedAsync()
    {
        await using var db = context.Store.Open();
        return await db.AuditEntries.CountAsync(line => line.Action == PersonalData.Revealed, Cancellation);
    }

    private async Task<List<string>> AddressesAsync()
    {
        await using var db = context.Store.Open();
        return await db.VisitHouseholds.Select(reached => reached.Household!.Address).Order().ToListAsync(Cancellation);
    }
}

using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Petitions;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.Petitions;

public sealed class PetitionFormPageTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public PetitionFormPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task NewForm_ShowsTheDueDateOfTheCategory_AndEntersThePetition()
    {
        var page = context.Render<PetitionFormPage>();
        (await page.WaitForElementAsync("#field-title")).Change("3 号楼漏水");
        Assert.DoesNotContain("2026", page.Find("#field-due-on-hint").TextContent);
        await RecordPagesContext.ChooseAsync(page, "category", TestStore.Category);
        Assert.Contains("2026-03-25", page.Find("#field-due-on-hint").TextContent); // five working days after Wednesday the 18th
        await RecordPagesContext.ChooseAsync(page, "source", PetitionSource.Hotline);
        page.Find("#field-received-on").Change("2026-03-16");
        Assert.Contains("2026-03-23", page.Find("#field-due-on-hint").TextContent);
        page.Find("#field-petitioner").Change("张建国");
        page.Find("#field-phone").Change("13812345678");
        await page.Find("form").SubmitAsync();

        await using var db = context.Store.Open();
        var petition = await db.Petitions.SingleAsync(Cancellation);
        Assert.EndsWith($"/petitions/{petition.Id}?saved=new", context.Address);
        Assert.Equal((TestStore.Xinsheng, new DateOnly(2026, 3, 23), "13812345678", PetitionSource.Hotline),
            (petition.CommunityId, petition.DueOn, petition.PetitionerPhone, petition.Source));
    }

    [Fact]
    public async Task NewForm_TellsAllThatIsWrongAtOnce_BesideTheFields()
    {
        var page = context.Render<PetitionFormPage>();
        await page.WaitForElementAsync("#field-title");
        page.Find("#field-description").Change(new string('长', TextLimits.Description + 1));
        page.Find("#field-due-on").Change("2026-03-10");
        await page.Find("form").SubmitAsync();

        Assert.Contains("Title", RecordPagesContext.ErrorOf(page, "title"));
        Assert.NotEmpty(RecordPagesContext.ErrorOf(page, "category"));
        Assert.NotEmpty(RecordPagesContext.ErrorOf(page, "source"));
        Assert.Contains("10,001", RecordPagesContext.ErrorOf(page, "description"));
        Assert.Contains("2026-03-18", RecordPagesContext.ErrorOf(page, "due-on")); // not before the day of receipt
        Assert.Equal(5, page.FindAll(".problems li").Count);
        Assert.Equal("2026-03-10", page.Find("#field-due-on").GetAttribute("value"));
        await using var db = context.Store.Open();
        Assert.Equal(0, await db.Petitions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Form_SentTwice_EntersOnce()
    {
        var page = context.Render<PetitionFormPage>();
        (await page.WaitForElementAsync("#field-title")).Change("3 号楼漏水");
        await RecordPagesContext.ChooseAsync(page, "category", TestStore.Category);
        await RecordPagesContext.ChooseAsync(page, "source", PetitionSource.Visit);
        await page.Find("form").SubmitAsync();
        await page.Find("form").SubmitAsync();
        await using var db = context.Store.Open();
        Assert.Equal(1, await db.Petitions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Correction_LeavesThePetitioner_UnlessItIsEnteredAnew()
    {
        var petition = await context.Store.AddAsync(Make.Petition());
        var page = context.Render<PetitionFormPage>(parameters => parameters.Add(form => form.Id, petition.Id));
        (await page.WaitForElementAsync("#field-title")).Change("屋顶漏水");
        Assert.DoesNotContain("张建国", page.Markup);
        Assert.Contains("138****5678", page.Markup);
        await page.Find("form").SubmitAsync();
        Assert.Equal(("屋顶漏水", "张建国", "13812345678"), await ReadAsync(petition.Id));

        page = context.Render<PetitionFormPage>(parameters => parameters.Add(form => form.Id, petition.Id));
        (await page.WaitForElementAsync("#field-petitioner")).Change("李四");
        page.Find("#field-phone-cleared").Change(true);
        await page.Find("form").SubmitAsync();
        Assert.Equal(("屋顶漏水", "李四", null), await ReadAsync(petition.Id));
    }

    private async Task<(string, string?, string?)> ReadAsync(long id)
    {
        await using var db = context.Store.Open();
        return await db.Petitions.Where(found => found.Id == id)
            .Select(found => ValueTuple.Create(found.Title, found.PetitionerName, found.PetitionerPhone)).SingleAsync(Cancellation);
    }
}

using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Petitions;
using Concentric.Ledgers;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Petitions;

public sealed class CategoriesPageTests
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public CategoriesPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task Page_AddsChangesAndDeletes_AndRetiresWhatIsInUse()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
        await context.Store.AddAsync(Make.Petition());
        var page = context.Render<CategoriesPage>();
        var used = page.Find($"[data-category={TestStore.Category}]").TextContent;
        Assert.Contains("Retire", used);
        Assert.DoesNotContain("Delete", used);

        await context.OpenActionAsync(page, "add");
        context.Dialog.Find("#add-Name").Change("油烟扰民");
        context.Dialog.Find("#add-NameEn").Change("Cooking fumes");
        context.Dialog.Find("#add-DueWorkingDays").Change("251");
        await context.SendActionAsync();
        Assert.Contains("250", RecordPagesContext.ErrorOf(context.Dialog, "DueWorkingDays"));
        context.Dialog.Find("#add-DueWorkingDays").Change("２５０");
        await context.SendActionAsync();
        Assert.Contains("250 working days", page.Find("[data-category=cooking-fumes]").TextContent);
        Assert.Equal("Cooking fumes", (await context.Store.Get<CommunityDirectory>().GetAsync(Cancellation)).Category("cooking-fumes"));

        await page.Find("[data-category=cooking-fumes] .category-used button").ClickAsync();
        await page.Find("[data-category=cooking-fumes] .danger").ClickAsync();
        Assert.Empty(page.FindAll("[data-category=cooking-fumes]"));
    }
}

using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Errands;
using Concentric.Dashboard.Features.Volunteers;
using Concentric.Tests.TestData;
using Concentric.Volunteers;

namespace Concentric.Tests.Components.Records;

/// <summary>A form says where it is: the list, the record by the name that its page has, and what is done.</summary>
public sealed class TrailTests
{
    public TrailTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task AFormOfANewRecord_LeadsToItsList()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var page = context.Render<ErrandFormPage>();
        Assert.Equal(["Errands /errands", "Record an errand "], Places(page));
        Assert.Equal("Record an errand", page.Find(".trail [aria-current=page]").TextContent);
    }

    [Fact]
    public async Task ACorrection_LeadsToItsRecord_WhoseNameIsMaskedAsThere()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var volunteer = await context.Store.AddAsync(new Volunteer
        {
            CommunityId = TestStore.Xinsheng,
            Name = "张建国",
            RegisteredOn = TestStore.Today,
        });
        var page = context.Render<VolunteerFormPage>(parameters => parameters.Add(form => form.Id, volunteer.Id));
        Assert.Equal(["Volunteers /volunteers", $"张** /volunteers/{volunteer.Id}", "Correct the volunteer "], Places(page));
    }

    private static IEnumerable<string> Places(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page) =>
        page.FindAll(".trail :is(a, [aria-current])").Select(place => $"{place.TextContent} {place.GetAttribute("href")}");
}

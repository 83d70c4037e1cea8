using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Volunteers;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Concentric.Volunteers;

namespace Concentric.Tests.Components.Volunteers;

public sealed class PostPageTests
{
    public PostPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task ClaimByName_IsRefusedBesideTheField_ThenShowsMasked_AndTakesThePlace()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        await context.Store.AddAsync(new Volunteer
        {
            CommunityId = TestStore.Xinsheng,
            Name = "张建国",
            Phone = "13812345678",
            RegisteredOn = TestStore.Today
        });
        var post = await context.Store.AddAsync(new VolunteerPost { CommunityId = TestStore.Xinsheng, Title = "护学岗", Places = 1 });
        var page = context.Render<PostPage>(parameters => parameters.Add(shown => shown.Id, post.Id));
        Assert.Contains("1 free", page.Find(".tag").TextContent);

        await context.OpenActionAsync(page, "claim");
        context.Dialog.Find("[name=volunteer]").Change("张建军");
        await context.SendActionAsync();
        Assert.Contains("registered", context.Dialog.Find("[data-field=volunteer] .field-error").TextContent);

        context.Dialog.Find("[name=volunteer]").Change("张建国");
        await context.SendActionAsync();
        page.WaitForAssertion(() => Assert.Contains("Full", page.Find(".tag").TextContent));
        var row = page.Find("[data-related=claims] [data-row]").TextContent;
        Assert.Contains("张**", row);
        Assert.DoesNotContain("张建国", page.Find("[data-related=claims]").TextContent);
        Assert.DoesNotContain("13812345678", page.Markup);
    }
}

using System.Globalization;
using Bunit;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Dashboard.Features.Activities;
using Concentric.Projects;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.Activities;

public sealed class ActivityFormPageTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public ActivityFormPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task Refusals_StandBesideTheirFields_AndWhatWasTypedStays()
    {
        var page = context.Render<ActivityFormPage>();
        (await page.WaitForElementAsync("#field-Title")).Change(new string('x', 201));
        await page.Find("form.record-form").SubmitAsync();
        Assert.Equal("Person-times: Please fill it in.", RecordPagesContext.ErrorOf(page, "Attendance"));
        Assert.Equal("Kind: Please fill it in.", RecordPagesContext.ErrorOf(page, "Kind"));
        page.Find("#field-Attendance").Change("10");
        page.Find("#field-VolunteerAttendance").Change("11");
        page.Find("#field-Tanks").Change("1.5");
        await page.Find("form.record-form").SubmitAsync();
        Assert.Contains("200", RecordPagesContext.ErrorOf(page, "Title"));
        Assert.Contains("10", RecordPagesContext.ErrorOf(page, "VolunteerAttendance"));
        Assert.Contains("whole number", RecordPagesContext.ErrorOf(page, "Tanks"));
        Assert.NotEmpty(RecordPagesContext.ErrorOf(page, "Kind"));
        Assert.Equal("1.5", page.Find("#field-Tanks").GetAttribute("value"));
        // What can't be read is not sent.
        page.Find("#field-Rubbish").Change("some");
        await page.Find("form.record-form").SubmitAsync();
        Assert.Contains("1.5", RecordPagesContext.ErrorOf(page, "Rubbish"));
        await using var db = context.Store.Open();
        Assert.Empty(await db.Activities.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Form_SavesWhoTookPartAndWhatCameOfIt_AndShowsItAgain()
    {
        var partner = await context.Store.AddAsync(new CoBuilder { Name = "派出所", NameEn = "Police", Kind = CoBuilderKind.Police, JoinedOn = TestStore.Today });
        var page = context.Render<ActivityFormPage>();
        (await page.WaitForElementAsync("#field-Title")).Change("Clean-up at gate 2");
        page.Find("#field-Kind").Change(nameof(ActivityKind.CleanUp));
        page.Find("#field-Attendance").Change("２４");
        page.Find("#field-VolunteerAttendance").Change("20");
        page.Find("#field-Rubbish").Change("1.25");
        page.Find("#field-SavedFen").Change("300");
        page.Find($"[name='Communities.{TestStore.Xinshun}']").Change(true);
        page.Find($"[name='Partners.{partner.Id}']").Change(true);
        await page.Find("form.record-form").SubmitAsync();

        await using var db = context.Store.Open();
        var activity = await db.Activities.Include(held => held.Outputs).Include(held => held.Partners).SingleAsync(Cancellation);
        Assert.EndsWith($"/activities/{activity.Id}?saved=new", context.Address);
        Assert.Equal((24, 20, 30_000, true), (activity.Attendance, activity.VolunteerAttendance, activity.SavedFen, activity.IsJoint));
        Assert.Equal((OutputKind.Rubbish, 1_250), (Assert.Single(activity.Outputs).Kind, activity.Outputs[0].AmountMilli));

        var edit = context.Render<ActivityFormPage>(parameters => parameters.Add(form => form.Id, activity.Id));
        Assert.Equal("1.25", (await edit.WaitForElementAsync("#field-Rubbish")).GetAttribute("value"));
        edit.Find("#field-Rubbish").Change("");
        await edit.Find("form.record-form").SubmitAsync();
        Assert.Empty(await db.Outputs.AsNoTracking().ToListAsync(Cancellation));
        Assert.Single((await context.Store.Get<ActivityQueries>().FindAsync(TestStore.WorkerOfXinsheng, activity.Id, Cancellation))!.Activity.Partners);
    }

    [Fact]
    public async Task AnotherCommunitysActivity_IsReadWhenItIsJoint_AndNeverChanged()
    {
        var details = new ActivityDetails("联合党日", ActivityKind.PartyDay, TestStore.Today) { Communities = [TestStore.Xinsheng] };
        var joint = await context.Store.Get<ActivityCommands>().RecordAsync(TestStore.WorkerOfXinshun, new(TestStore.Xinshun, details), Cancellation);
        var own = await context.Store.Get<ActivityCommands>().RecordAsync(TestStore.WorkerOfXinshun, new(TestStore.Xinshun, details with { Communities = [] }), Cancellation);
        var page = context.Render<ActivityPage>(parameters => parameters.Add(shown => shown.Id, joint.Id));
        Assert.Equal("联合党日", page.Find("h1").TextContent);
        Assert.Contains("Xinsheng Garden", page.Find("[data-fact=Communities]").TextContent);
        Assert.Empty(page.FindAll("a[href$='/edit']"));
        Assert.DoesNotContain("联合党日", context.Render<ActivityPage>(parameters => parameters.Add(shown => shown.Id, own.Id)).Markup);
        Assert.DoesNotContain("联合党日", context.Render<ActivityFormPage>(parameters => parameters.Add(form => form.Id, joint.Id)).Markup);
    }
}

using System.Globalization;
using Bunit;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Dashboard.Features.Activities;
using Concentric.Kinds;
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
        (await page.WaitForElementAsync("#field-title")).Change(new string('x', 201));
        await page.Find("form.record-form").SubmitAsync();
        Assert.Equal("Person-times: Please fill it in.", RecordPagesContext.ErrorOf(page, "attendance"));
        Assert.Equal("Kind: Please fill it in.", RecordPagesContext.ErrorOf(page, "activity-kind"));
        page.Find("#field-attendance").Change("10");
        page.Find("#field-volunteer-attendance").Change("11");
        page.Find("#field-tanks").Change("1.5");
        await page.Find("form.record-form").SubmitAsync();
        Assert.Contains("200", RecordPagesContext.ErrorOf(page, "title"));
        Assert.Contains("10", RecordPagesContext.ErrorOf(page, "volunteer-attendance"));
        Assert.Contains("whole number", RecordPagesContext.ErrorOf(page, "tanks"));
        Assert.NotEmpty(RecordPagesContext.ErrorOf(page, "activity-kind"));
        Assert.Equal("1.5", page.Find("#field-tanks").GetAttribute("value"));
        // What can't be read is not sent.
        page.Find("#field-rubbish").Change("some");
        await page.Find("form.record-form").SubmitAsync();
        Assert.Contains("1.5", RecordPagesContext.ErrorOf(page, "rubbish"));
        await using var db = context.Store.Open();
        Assert.Empty(await db.Activities.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Form_SavesWhoTookPartAndWhatCameOfIt_AndShowsItAgain()
    {
        var partner =
            await context.Store.AddAsync(new CoBuilder
            {
                Name = "派出所",
                NameEn = "Police",
                Kind = CoBuilderKind.Police,
                JoinedOn = TestStore.Today
            });
        var page = context.Render<ActivityFormPage>();
        (await page.WaitForElementAsync("#field-title")).Change("Clean-up at gate 2");
        await RecordPagesContext.ChooseAsync(page, "activity-kind", ActivityKind.CleanUp);
        page.Find("#field-attendance").Change("２４");
        page.Find("#field-volunteer-attendance").Change("20");
        page.Find("#field-rubbish").Change("1.25");
        page.Find("#field-saved").Change("300");
        page.Find($"[name='hosts.{TestStore.Xinshun}']").Change(true);
        page.Find($"[name='partners.{partner.Id}']").Change(true);
        await page.Find("form.record-form").SubmitAsync();

        await using var db = context.Store.Open();
        var activity = await db.Activities.Include(held => held.Outputs).Include(held => held.Partners).SingleAsync(Cancellation);
        Assert.EndsWith($"/activities/{activity.Id}?saved=new", context.Address);
        Assert.Equal((24, 20, 30_000, true), (activity.Attendance, activity.VolunteerAttendance, activity.SavedFen, activity.IsJoint));
        Assert.Equal((OutputKind.Rubbish, 1_250), (Assert.Single(activity.Outputs).Kind, activity.Outputs[0].AmountMilli));

        var edit = context.Render<ActivityFormPage>(parameters => parameters.Add(form => form.Id, activity.Id));
        Assert.Equal("1.25", (await edit.WaitForElementAsync("#field-rubbish")).GetAttribute("value"));
        edit.Find("#field-rubbish").Change("");
        await edit.Find("form.record-form").SubmitAsync();
        Assert.Empty(await db.Outputs.AsNoTracking().ToListAsync(Cancellation));
        Assert.Single((await context.Store.Get<RecordQueries<Activity>>()
            .FindAsync(TestStore.WorkerOfXinsheng, activity.Id, Cancellation))!.Record.Partners);
    }

    [Fact]
    public async Task AnotherCommunitysActivity_IsReadWhenItIsJoint_AndNeverChanged()
    {
        var own = Make.ActivityValues("联合党日", communityId: TestStore.Xinshun);
        var joint = await context.Store.Get<ActivityCommands>()
            .EnterAsync(TestStore.WorkerOfXinshun, own.With(x => x.Communities, new[] { TestStore.Xinsheng }), null, Cancellation);
        var alone = await context.Store.Get<ActivityCommands>().EnterAsync(TestStore.WorkerOfXinshun, own, null, Cancellation);
        var page = context.Render<ActivityPage>(parameters => parameters.Add(shown => shown.Id, joint.Id));
        Assert.Equal("联合党日", page.Find("h1").TextContent);
        Assert.Contains("Xinsheng Garden", page.Find("[data-fact=hosts]").TextContent);
        Assert.Empty(page.FindAll("a[href$='/edit']"));
        Assert.DoesNotContain("联合党日", context.Render<ActivityPage>(parameters => parameters.Add(shown => shown.Id, alone.Id)).Markup);
        Assert.DoesNotContain("联合党日", context.Render<ActivityFormPage>(parameters => parameters.Add(form => form.Id, joint.Id)).Markup);
    }
}

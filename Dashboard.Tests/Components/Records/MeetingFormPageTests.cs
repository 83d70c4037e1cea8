using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Meetings;
using Concentric.Meetings;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.Records;

public sealed class MeetingFormPageTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public MeetingFormPageTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync(TestStore.WorkerOfXinsheng);

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task AnEmptyForm_SaysAllThatIsMissing_BesideTheFields()
    {
        var page = await RenderAsync();
        page.Find("#field-attendance").Change("many");
        Assert.Contains("whole number", page.Find("#field-attendance-error").TextContent);
        page.Find("#field-attendance").Change("");
        await page.Find("form").SubmitAsync();

        Assert.Equal(3, page.FindAll(".problems li").Count);
        foreach (var field in new[] { "meeting-kind", "title", "attendance" }) Assert.NotEmpty(page.FindAll($"#field-{field}-error"));
        await using var db = context.Store.Open();
        Assert.Empty(await db.Meetings.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task AJointConference_AsksForTheOthers_AndIsSavedOnceWithWhoCame()
    {
        var unit = await context.Store.AddAsync(Core.Meetings.MeetingCommandsTests.Unit("派出所"));
        var page = await RenderAsync();
        await RecordPagesContext.ChooseAsync(page, "meeting-kind", MeetingKind.JointConference);
        page.Find("#field-title").Change("Joint conference");
        page.Find("#field-attendance").Change("18");
        await RecordPagesContext.ChooseAsync(page, $"presence.{unit.Id}", "excused");
        await page.Find("form").SubmitAsync();
        Assert.Contains("at least 2", page.Find("#field-met-with-error").TextContent);

        page.Find($"input[name='met-with.{TestStore.Xinshun}']").Change(true);
        await page.Find("form").SubmitAsync();
        await page.Find("form").SubmitAsync();
        await using var db = context.Store.Open();
        var meeting = await db.Meetings.Include(found => found.Communities).Include(found => found.CoBuilders).SingleAsync(Cancellation);
        Assert.Equal((MeetingKind.JointConference, TestStore.Today, 18, true),
            (meeting.Kind, meeting.HeldOn, meeting.Attendance, meeting.IsJoint));
        Assert.Equal(Presence.Excused, Assert.Single(meeting.CoBuilders).Presence);
        Assert.EndsWith($"/meetings/{meeting.Id}?saved=new", context.Address, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<MeetingFormPage>> RenderAsync()
    {
        var page = context.Render<MeetingFormPage>();
        await page.WaitForElementAsync("form");
        return page;
    }
}

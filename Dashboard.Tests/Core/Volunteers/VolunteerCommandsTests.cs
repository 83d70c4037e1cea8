using Concentric.Data;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Volunteers;

public class VolunteerCommandsTests
{
    private static readonly VolunteerDetails Details = new(TestStore.Xinsheng, TestStore.Today) { Name = "张建国", Phone = "13812345678" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(" 张建国 ", "138 1234 5678", TestStore.Xinsheng, true)]
    [InlineData("张建国", "13812345679", TestStore.Xinsheng, false)]
    [InlineData("张建军", "13812345678", TestStore.Xinsheng, false)]
    [InlineData("张建国", "13812345678", TestStore.Xinshun, false)]
    public async Task NobodyIsRegisteredTwiceInACommunity(string name, string phone, int community, bool isRefused)
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VolunteerCommands>();
        var first = await commands.RecordAsync(TestStore.Administrator, new(Details), Cancellation);
        var record = () => commands.RecordAsync(TestStore.Administrator, new(Details with { CommunityId = community, Name = name, Phone = phone }), Cancellation);
        if (!isRefused)
        {
            await record();
            return;
        }

        var violation = Assert.Single((await Assert.ThrowsAsync<RefusedException>(record)).Violations);
        Assert.Equal(("VolunteerName", Rule.Registered, $"{first.Id}"), (violation.Field, violation.Rule, violation.Args[0]));
        Assert.Null(violation.Value);
    }

    [Fact]
    public async Task AnArchivedOne_ComesBackOnlyWhileNobodyElseIsThatPerson()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VolunteerCommands>();
        var first = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(Details), Cancellation);
        first = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version, "重复"), Cancellation);
        var second = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(Details), Cancellation);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version), Cancellation));
        Assert.Equal((Rule.Registered, $"{second.Id}"), (Assert.Single(refused.Violations).Rule, refused.Violations[0].Args[0]));
        await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(second.Id, second.Version, "重复"), Cancellation);
        await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version), Cancellation);
    }

    [Fact]
    public async Task APhoneIsTakenOut_OnlyWhenThatIsSaid()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VolunteerCommands>();
        var other = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(Details with { Phone = null }), Cancellation);
        var saved = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(Details), Cancellation);
        VolunteerDetails cleared = new(TestStore.Xinsheng, TestStore.Today) { ClearsPhone = true };
        // Without it the two would be one person.
        await Assert.ThrowsAsync<RefusedException>(() => commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(saved.Id, saved.Version, cleared), Cancellation));
        await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(other.Id, other.Version, "重复"), Cancellation);
        saved = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(saved.Id, saved.Version, cleared), Cancellation);
        Assert.Null((await store.Get<VolunteerQueries>().FindAsync(TestStore.WorkerOfXinsheng, saved.Id, Cancellation))!.Volunteer.Phone);
        // Who gives another one means that.
        saved = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(saved.Id, saved.Version, cleared with { Phone = "13900000000" }), Cancellation);
        Assert.Equal("13900000000", (await store.Get<VolunteerQueries>().FindAsync(TestStore.WorkerOfXinsheng, saved.Id, Cancellation))!.Volunteer.Phone);
    }

    [Fact]
    public async Task WithoutAPhone_TheSameNameIsOnePerson()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VolunteerCommands>();
        await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(Details with { Phone = null }), Cancellation);
        await Assert.ThrowsAsync<RefusedException>(() => commands.RecordAsync(TestStore.WorkerOfXinsheng, new(Details with { Phone = " " }), Cancellation));
        await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(Details), Cancellation);
    }

    [Fact]
    public async Task Correct_WithoutNameAndPhone_LeavesThem_AndNeverMakesOneOfTwo()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VolunteerCommands>();
        var saved = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(Details), Cancellation);
        var other = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(Details with { Phone = "13900000000" }), Cancellation);
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(saved.Id, saved.Version, new(TestStore.Xinsheng, TestStore.Today.AddDays(-1))), Cancellation);
        await Assert.ThrowsAsync<RefusedException>(() => commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(other.Id, other.Version, new(TestStore.Xinsheng, TestStore.Today) { Phone = "13812345678" }), Cancellation));
        var volunteer = (await store.Get<VolunteerQueries>().FindAsync(TestStore.WorkerOfXinsheng, saved.Id, Cancellation))!.Volunteer;
        Assert.Equal(("张建国", "13812345678", TestStore.Today.AddDays(-1)), (volunteer.Name, volunteer.Phone, volunteer.RegisteredOn));
    }

    [Fact]
    public async Task WhatIsWrong_IsToldAllAtOnce()
    {
        await using var store = await TestStore.CreateAsync();
        var wrong = new VolunteerDetails(TestStore.Xinshun, TestStore.Today.AddDays(1)) { Name = "", Phone = "12" };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Get<VolunteerCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(wrong), Cancellation));
        Assert.Equal(["CommunityId Unknown", "VolunteerName Required", "Phone NotAPhone", "RegisteredOn InFuture"], refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
        var tooLong = await Assert.ThrowsAsync<RefusedException>(() => store.Get<VolunteerCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(Details with { Name = new('张', TextLimits.Name + 1) }), Cancellation));
        Assert.Equal(Rule.TooLong, Assert.Single(tooLong.Violations).Rule);
    }

    [Fact]
    public async Task AnotherCommunity_FindsNobody_AndTheTrailIsMasked()
    {
        await using var store = await TestStore.CreateAsync();
        var saved = await store.Get<VolunteerCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(Details), Cancellation);
        Assert.Null(await store.Get<VolunteerQueries>().FindAsync(TestStore.WorkerOfXinshun, saved.Id, Cancellation));
        await using var db = store.Open();
        Assert.DoesNotContain("张建国", (await db.AuditEntries.SingleAsync(Cancellation)).After);
    }

    [Theory]
    [InlineData(0, "Places OutOfRange")]
    [InlineData(1, null)]
    [InlineData(VolunteerPost.MostPlaces, null)]
    [InlineData(VolunteerPost.MostPlaces + 1, "Places OutOfRange")]
    public async Task APost_HasAtLeastOnePlace(long places, string? refusal)
    {
        await using var store = await TestStore.CreateAsync();
        var record = () => store.Get<VolunteerPostCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(new(TestStore.Xinsheng, "楼门长", places)), Cancellation);
        if (refusal is null) await record();
        else Assert.Equal([refusal], (await Assert.ThrowsAsync<RefusedException>(record)).Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }
}

using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Volunteers;

public class VolunteerCommandsTests
{
    private static readonly FieldValues<Volunteer> Values = Make.VolunteerValues(phone: "13812345678");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(" 张建国 ", "138 1234 5678", TestStore.Xinsheng, true)]
    [InlineData("张建国", "13812345679", TestStore.Xinsheng, false)]
    [InlineData("张建军", "13812345678", TestStore.Xinsheng, false)]
    [InlineData("张建国", "13812345678", TestStore.Xinshun, false)]
    public async Task NobodyIsRegisteredTwiceInACommunity(string name, string phone, int community, bool isRefused)
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Volunteer>>();
        var first = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        var record = () => commands.EnterAsync(TestStore.Administrator, Make.VolunteerValues(name, phone, community), null, Cancellation);
        if (!isRefused)
        {
            await record();
            return;
        }

        var violation = Assert.Single((await Assert.ThrowsAsync<RefusedException>(record)).Violations);
        Assert.Equal(("person-name", Rule.Registered, $"{first.Id}"), (violation.Field, violation.Rule, violation.Args[0]));
        Assert.Null(violation.Value);
    }

    [Fact]
    public async Task AnArchivedOne_ComesBackOnlyWhileNobodyElseIsThatPerson()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Volunteer>>();
        var first = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        first = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version, "重复"), Cancellation);
        var second = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version), Cancellation));
        Assert.Equal((Rule.Registered, $"{second.Id}"), (Assert.Single(refused.Violations).Rule, refused.Violations[0].Args[0]));
        await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(second.Id, second.Version, "重复"), Cancellation);
        await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version), Cancellation);
    }

    [Fact]
    public async Task APhoneIsTakenOut_OnlyWhenThatIsSaid()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Volunteer>>();
        var other = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values.With(x => x.Phone, null), null, Cancellation);
        var saved = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        FieldValues<Volunteer> cleared = new() { [x => x.Phone] = null };
        // Without it the two would be one person.
        await Assert.ThrowsAsync<RefusedException>(() =>
            commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(saved.Id, saved.Version, cleared), Cancellation));
        await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(other.Id, other.Version, "重复"), Cancellation);
        saved = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(saved.Id, saved.Version, cleared), Cancellation);
        Assert.Null((await store.Get<VolunteerQueries>().FindAsync(TestStore.WorkerOfXinsheng, saved.Id, Cancellation))!.Volunteer.Phone);
        saved = await commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(saved.Id, saved.Version, new() { [x => x.Phone] = "13900000000" }), Cancellation);
        Assert.Equal("13900000000",
            (await store.Get<VolunteerQueries>().FindAsync(TestStore.WorkerOfXinsheng, saved.Id, Cancellation))!.Volunteer.Phone);
    }

    [Fact]
    public async Task WithoutAPhone_TheSameNameIsOnePerson()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Volunteer>>();
        await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values.With(x => x.Phone, null), null, Cancellation);
        await Assert.ThrowsAsync<RefusedException>(() =>
            commands.EnterAsync(TestStore.WorkerOfXinsheng, Values.With(x => x.Phone, " "), null, Cancellation));
        await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
    }

    [Fact]
    public async Task Correct_WithoutNameAndPhone_LeavesThem_AndNeverMakesOneOfTwo()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Volunteer>>();
        var saved = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        var other = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values.With(x => x.Phone, "13900000000"), null, Cancellation);
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(saved.Id, saved.Version, new() { [x => x.RegisteredOn] = TestStore.Today.AddDays(-1) }), Cancellation);
        await Assert.ThrowsAsync<RefusedException>(() => commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(other.Id, other.Version, new() { [x => x.Phone] = "13812345678" }), Cancellation));
        var volunteer = (await store.Get<VolunteerQueries>().FindAsync(TestStore.WorkerOfXinsheng, saved.Id, Cancellation))!.Volunteer;
        Assert.Equal(("张建国", "13812345678", TestStore.Today.AddDays(-1)), (volunteer.Name, volunteer.Phone, volunteer.RegisteredOn));
    }

    [Fact]
    public async Task WhatIsWrong_IsToldAllAtOnce()
    {
        await using var store = await TestStore.CreateAsync();
        var wrong = Make.VolunteerValues("", "12", TestStore.Xinshun).With(x => x.RegisteredOn, TestStore.Today.AddDays(1));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<RecordCommands<Volunteer>>().EnterAsync(TestStore.WorkerOfXinsheng, wrong, null, Cancellation));
        Assert.Equal(["community Unknown", "person-name Required", "phone NotAPhone", "registered-on InFuture"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
        var tooLong = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<RecordCommands<Volunteer>>()
            .EnterAsync(TestStore.WorkerOfXinsheng, Values.With(x => x.Name, new string('张', TextLimits.Name + 1)), null, Cancellation));
        Assert.Equal(Rule.TooLong, Assert.Single(tooLong.Violations).Rule);
    }

    [Fact]
    public async Task AnotherCommunity_FindsNobody_AndTheTrailIsMasked()
    {
        await using var store = await TestStore.CreateAsync();
        var saved = await store.Get<RecordCommands<Volunteer>>().EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        Assert.Null(await store.Get<VolunteerQueries>().FindAsync(TestStore.WorkerOfXinshun, saved.Id, Cancellation));
        await using var db = store.Open();
        Assert.DoesNotContain("张建国", (await db.AuditEntries.SingleAsync(Cancellation)).After);
    }

    [Theory]
    [InlineData(0, "places OutOfRange")]
    [InlineData(1, null)]
    [InlineData(VolunteerPost.MostPlaces, null)]
    [InlineData(VolunteerPost.MostPlaces + 1, "places OutOfRange")]
    public async Task APost_HasAtLeastOnePlace(long places, string? refusal)
    {
        await using var store = await TestStore.CreateAsync();
        var record = () => store.Get<RecordCommands<VolunteerPost>>()
            .EnterAsync(TestStore.WorkerOfXinsheng, Make.PostValues("楼门长", places), null, Cancellation);
        if (refusal is null) await record();
        else Assert.Equal([refusal],
            (await Assert.ThrowsAsync<RefusedException>(record)).Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }
}

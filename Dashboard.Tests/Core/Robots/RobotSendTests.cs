using System.Security.Cryptography;
using System.Text;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Notices;
using Concentric.Robots;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Robots;

/// <summary>Messages to robots, over real connections to a server of each form and of all manners.</summary>
public sealed class RobotSendTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RobotForm.WeCom, "/cgi-bin/webhook/send", "key")]
    [InlineData(RobotForm.DingTalk, "/robot/send", "access_token")]
    [InlineData(RobotForm.Feishu, "/open-apis/bot/v2/hook/" + RobotRig.Key, null)]
    public async Task AMessage_IsSentOnce_AsThePlatformHasIt(RobotForm form, string path, string? key)
    {
        await using var rig = await RobotRig.CreateAsync(form);
        await rig.SayAsync(await rig.AddAsync(rig.Details(form)), "one");
        Assert.Equal(1, await rig.SendAsync());
        Assert.Equal(0, await rig.SendAsync());
        var request = Assert.Single(rig.Server.Requests);
        Assert.Equal(path, request.Path);
        Assert.Equal(key is null ? null : RobotRig.Key, key is null ? null : request.Query[key]);
        Assert.Equal("text", (request.Body["msgtype"] ?? request.Body["msg_type"])!.GetValue<string>());
        Assert.Equal("【同心圆】标题 one\n第一行\n第二行\nhttps://office.example.cn/work", RobotServer.TextOf(form, request));
        var row = Assert.Single(await rig.MessagesAsync());
        Assert.Equal((OutboxState.Sent, TestStore.Start.UtcDateTime), (row.State, row.EndedAt));
        if (form == RobotForm.WeCom) return;
        var time = RobotServer.TimeOf(form, request);
        var said = form == RobotForm.DingTalk ? request.Query["sign"] : request.Body["sign"]!.GetValue<string>();
        // 钉钉 signs with the secret; 飞书 signs nothing with the text.
        var own = form == RobotForm.DingTalk
            ? HMACSHA256.HashData(Encoding.UTF8.GetBytes(RobotRig.Secret), Encoding.UTF8.GetBytes($"{time}\n{RobotRig.Secret}"))
            : HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{time}\n{RobotRig.Secret}"), Array.Empty<byte>());
        Assert.Equal(Convert.ToBase64String(own), said);
        Assert.Equal(form == RobotForm.DingTalk ? TestStore.Start.ToUnixTimeMilliseconds() : TestStore.Start.ToUnixTimeSeconds(), time);
    }

    public static TheoryData<RobotForm, RobotManner, OutboxState, RobotProblem?, int> Manners
    {
        get
        {
            var data = new TheoryData<RobotForm, RobotManner, OutboxState, RobotProblem?, int>();
            foreach (var form in Enum.GetValues<RobotForm>())
            {
                // Seconds until the next attempt; 0 for none.
                data.Add(form, RobotManner.LimitsByCode, OutboxState.Waiting, RobotProblem.Limited, form == RobotForm.DingTalk ? 600 : 60);
                data.Add(form, RobotManner.Limits, OutboxState.Waiting, RobotProblem.Limited, 120);
                data.Add(form, RobotManner.RefusesKey, OutboxState.Waiting, RobotProblem.NotAccepted, 60);
                data.Add(form, RobotManner.Fails, OutboxState.Waiting, RobotProblem.Refused, 60);
                data.Add(form, RobotManner.Redirects, OutboxState.Waiting, RobotProblem.Refused, 60);
                data.Add(form, RobotManner.IsSomethingElse, OutboxState.Waiting, RobotProblem.Refused, 60);
                data.Add(form, RobotManner.Hangs, OutboxState.Uncertain, null, 0);
                data.Add(form, RobotManner.IsBehindAGateway, OutboxState.Uncertain, null, 0);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task WhatIsRefused_IsTriedAgainInTime_AndWhatMayHaveArrivedIsNot(RobotForm form, RobotManner manner, OutboxState state,
        RobotProblem? problem, int seconds)
    {
        await using var rig = await RobotRig.CreateAsync(form);
        rig.Server.Manner = manner;
        await rig.SayAsync(await rig.AddAsync(rig.Details(form)), "one");
        Assert.Equal(1, await rig.SendAsync());
        var row = Assert.Single(await rig.MessagesAsync());
        Assert.Equal((state, problem), (row.State, row.Problem));
        Assert.DoesNotContain("secret page", row.Answer ?? "");
        Assert.Single(rig.Server.Requests);
        rig.Server.Manner = RobotManner.Accepts;
        if (seconds == 0)
        {
            rig.Store.Time.Advance(TimeSpan.FromHours(2));
            await rig.Outbox.RecoverAsync(atStart: true, Cancellation);
            Assert.Equal(0, await rig.SendAsync());
            return;
        }

        Assert.Equal(TestStore.Start.UtcDateTime.AddSeconds(seconds), row.NextAt);
        rig.Store.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(0, await rig.SendAsync());
        rig.Store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await rig.SendAsync());
        Assert.Equal(OutboxState.Sent, (await rig.MessagesAsync())[0].State);
    }

    [Fact]
    public async Task ARobotThatAsksForAPause_IsToldNothingElseMeanwhile()
    {
        await using var rig = await RobotRig.CreateAsync();
        await rig.SayAsync(await rig.AddAsync(rig.Details()), "one", "two");
        rig.Server.Manner = RobotManner.Limits;
        Assert.Equal(1, await rig.SendAsync());
        Assert.Equal(TestStore.Start.UtcDateTime.AddMinutes(2), (await rig.RobotAsync()).PausedUntil);
        rig.Server.Manner = RobotManner.Accepts;
        rig.Store.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, await rig.SendAsync());
    }

    [Fact]
    public async Task AServerThatIsNotThere_IsTriedSixTimes_AndTheMessageGivenUp()
    {
        await using var rig = await RobotRig.CreateAsync();
        await rig.SayAsync(await rig.AddAsync(rig.Details() with { BaseAddress = "http://127.0.0.1:1" }), "one");
        for (var tries = 1; tries <= OutboxRow.MostFailures; tries++)
        {
            Assert.Equal(1, await rig.SendAsync());
            rig.Store.Time.Advance(TimeSpan.FromHours(4));
        }

        var row = Assert.Single(await rig.MessagesAsync());
        Assert.Equal((OutboxState.GivenUp, RobotProblem.Unreachable, 6), (row.State, row.Problem, row.Failures));
    }

    [Fact]
    public async Task AMinute_HasTwentyMessages_AlsoAcrossARestart()
    {
        await using var rig = await RobotRig.CreateAsync();
        var robot = await rig.AddAsync(rig.Details());
        await rig.SayAsync(robot, [.. Enumerable.Range(1, 30).Select(number => $"{number:00}")]);
        Assert.Equal(RobotPace.Burst, await rig.SendAsync());
        for (var seconds = 0; seconds < 60; seconds += 4)
        {
            // The program was started anew: what holds stands in the store.
            await rig.Outbox.RecoverAsync(atStart: true, Cancellation);
            Assert.Equal(seconds == 0 ? 0 : 1, await rig.SendAsync());
            rig.Store.Time.Advance(TimeSpan.FromSeconds(4));
        }

        Assert.Equal(19, rig.Server.Requests.Count);
        Assert.True(await rig.Dispatcher.IsPacedAsync(Cancellation));
    }

    [Fact]
    public async Task SeveralNodesAtOnce_SendEachMessageOnce()
    {
        await using var rig = await RobotRig.CreateAsync();
        await rig.SayAsync(await rig.AddAsync(rig.Details()), "one", "two", "three", "four");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(rig.SendAsync)));
        await rig.SendAsync();
        Assert.Equal(4, rig.Server.Requests.Select(request => RobotServer.TextOf(RobotForm.WeCom, request)).Distinct().Count());
        Assert.Equal(4, rig.Server.Requests.Count);
    }

    [Fact]
    public async Task WhatWasCutOffBetweenSendingAndNoting_IsNotSentAgain()
    {
        await using var rig = await RobotRig.CreateAsync();
        await rig.SayAsync(await rig.AddAsync(rig.Details()), "one");
        var taken = await rig.Dispatcher.TakeAsync(Cancellation);
        Assert.True(await rig.Outbox.BeginAsync(taken!, Cancellation));
        // Here the program dies. One that goes on beside it leaves the message alone until the lease is over.
        await rig.Outbox.RecoverAsync(atStart: false, Cancellation);
        Assert.Equal(OutboxState.Sending, (await rig.MessagesAsync())[0].State);
        await rig.Outbox.RecoverAsync(atStart: true, Cancellation);
        Assert.Equal(OutboxState.Uncertain, (await rig.MessagesAsync())[0].State);
        rig.Store.Time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(0, await rig.SendAsync());
        Assert.False(await rig.Outbox.SentAsync(taken!));
    }

    [Fact]
    public async Task WhatWasTakenAndNotBegun_IsTakenAgainAfterTheLease()
    {
        await using var rig = await RobotRig.CreateAsync();
        await rig.SayAsync(await rig.AddAsync(rig.Details()), "one");
        await rig.Dispatcher.TakeAsync(Cancellation);
        Assert.Equal(0, await rig.SendAsync());
        rig.Store.Time.Advance(Outbox<RobotMessage>.Lease);
        Assert.Equal(1, await rig.SendAsync());
    }

    [Fact]
    public async Task TheSameTwice_IsRefusedByTheStore_AndWhatIsADayOldIsNoNews()
    {
        await using var rig = await RobotRig.CreateAsync();
        var robot = await rig.AddAsync(rig.Details());
        await rig.SayAsync(robot, "one");
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => rig.SayAsync(robot, "one"));
        rig.Store.Time.Advance(Outbox<RobotMessage>.Lasts!.Value + TimeSpan.FromSeconds(1));
        await rig.Outbox.RecoverAsync(atStart: false, Cancellation);
        Assert.Equal(0, await rig.SendAsync());
        Assert.Equal(OutboxState.Withdrawn, (await rig.MessagesAsync())[0].State);
    }

    [Fact]
    public async Task ARefusedKey_IsToldToAdministrators_OnceADayForEachRobot()
    {
        await using var rig = await RobotRig.CreateAsync();
        var administrator = await rig.Store.AccountAsync("administrator", Role.Administrator);
        var (first, second) = (await rig.AddAsync(rig.Details()), await rig.AddAsync(rig.Details() with { Name = "另一个群" }));
        rig.Server.Manner = RobotManner.Fails;
        await rig.SayAsync(first, "a");
        await rig.SendAsync();
        Assert.Empty(await rig.Store.NoticesAsync(administrator));
        rig.Server.Manner = RobotManner.RefusesKey;
        await rig.SayAsync(first, "b", "c");
        await rig.SayAsync(second, "d");
        await rig.SendAsync();
        Assert.Equal([(NoticeKind.RobotRefused, "另一个群"), (NoticeKind.RobotRefused, "街道工作群")],
            (await rig.Store.NoticesAsync(administrator)).Select(notice => (notice.Kind, notice.Title)).OrderBy(one => one.Title,
                StringComparer.Ordinal));
    }

    [Fact]
    public async Task ATest_GoesByWhatIsTyped_CountsForThePace_AndTellsHowItWent()
    {
        await using var rig = await RobotRig.CreateAsync(RobotForm.DingTalk);
        var test = rig.Store.Get<RobotTest>();
        var typed = rig.Details(RobotForm.DingTalk);
        Assert.Equal(RobotEnd.Sent, (await test.SendAsync(TestStore.Administrator, null, typed, Cancellation)).End);
        Assert.Contains("胡家园街道办事处", RobotServer.TextOf(RobotForm.DingTalk, rig.Server.Requests[0]));
        var id = await rig.AddAsync(rig.Details(RobotForm.DingTalk));
        rig.Server.Manner = RobotManner.RefusesKey;
        // The key that is kept, for none is typed.
        var kept = rig.Details(RobotForm.DingTalk) with { RobotKey = null, Secret = null };
        var refused = await test.SendAsync(TestStore.Administrator, id, kept, Cancellation);
        Assert.Equal((RobotEnd.Failed, RobotProblem.NotAccepted, "310000 sign not match"), (refused.End, refused.Problem, refused.Answer));
        Assert.Equal(RobotRig.Key, rig.Server.Requests[1].Query["access_token"]);
        for (var times = 1; times < RobotPace.Burst; times++) await test.SendAsync(TestStore.Administrator, id, kept, Cancellation);
        Assert.Equal(RobotProblem.Limited, (await test.SendAsync(TestStore.Administrator, id, kept, Cancellation)).Problem);
        Assert.Equal(1 + RobotPace.Burst, rig.Server.Requests.Count);
    }
}

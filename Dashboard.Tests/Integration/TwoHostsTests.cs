using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Parser;
using Concentric.Activities;
using Concentric.Attachments;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.People;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Integration;

/// <summary>
/// Two whole programs on one store, each with a data folder of its own, and one browser that goes from one to the other. With SQL Server
/// the second is a process of its own; an embedded store admits one process, so there it is a second application in this one.
/// </summary>
public sealed class TwoHostsTests : IAsyncLifetime
{
    private readonly TestApp one = new();
    private readonly TempFolder folder = new();
    private readonly CookieContainer cookies = new();
    private TestApp? beside;
    private RunningProgram? process;
    private HttpClient browser = null!;
    private Uri other = null!;
    private int community;
    private int leader;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        one.Set("Data:Files", "Database");
        browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = new(one.Listen()),
        };
        await using (var db = await one.Factory.CreateDbContextAsync(Stop))
        {
            db.Actor = CurrentUser.System;
            var place = db.Add(new Community { Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden" }).Entity;
            await db.SaveChangesAsync(Stop);
            community = place.Id;
        }

        leader = await one.AddAccountAsync("leader", Role.Leader);
        StartOther();
        var answer = await TestApp.SignInAsync(browser, "leader", TestApp.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        if (beside is not null) await beside.DisposeAsync();
        process?.Dispose();
        await one.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task WhatIsSavedOnOne_IsOnPagesAndInDownloadsOfTheOther_AndASignOutHoldsThere()
    {
        var held = Held(await UntilAsync("/", page => Held(page) is not null));
        var worker = new CurrentUser("王芳", Role.Worker, [community]);
        var activity = await one.Get<ActivityCommands>().EnterAsync(worker, new FieldValues<Activity>
        {
            [x => x.CommunityId] = community,
            [x => x.Title] = "清洁家园",
            [x => x.Kind] = ActivityKind.CleanUp,
            [x => x.HeldOn] = one.Get<OfficeClock>().Today,
            [x => x.Attendance] = 10,
        }, null, Stop);
        await UntilAsync("/", page => Held(page) == held + 1);

        // The file lies in no folder that both have.
        using var content = new MemoryStream(Documents.Pdf());
        var id = await one.Get<AttachmentCommands>().AddAsync(worker, new("activity", activity.Id), "纪要.pdf", content, Stop);
        using var file = await browser.GetAsync(new Uri(other, $"/attachments/activity/{activity.Id}/{id}"), Stop);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal(Documents.Pdf(), await file.Content.ReadAsByteArrayAsync(Stop));
        using var range = new HttpRequestMessage(HttpMethod.Get, new Uri(other, $"/attachments/activity/{activity.Id}/{id}"));
        range.Headers.Range = new(5, 9);
        using var part = await browser.SendAsync(range, Stop);
        Assert.Equal((HttpStatusCode.PartialContent, 5), (part.StatusCode, (await part.Content.ReadAsByteArrayAsync(Stop)).Length));

        await one.Get<SignInSessions>().EndAllAsync(leader, Stop);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var minute = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await browser.GetAsync(other, minute.Token)).StatusCode == HttpStatusCode.OK) await look.WaitForNextTickAsync(minute.Token);
    }

    /// <summary>The figure of a tile, without its unit; null while there is none.</summary>
    private static int? Held(string page) => new HtmlParser().ParseDocument(page)
        .QuerySelector(".tile[data-metric='activities.held'] .tile-value")?.TextContent is { } text
        && int.TryParse(string.Concat(text.Where(char.IsAsciiDigit)), out var value) ? value : null;

    private async Task<string> UntilAsync(string path, Func<string, bool> isThere)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                using var answer = await browser.GetAsync(new Uri(other, path), Stop);
                var page = await answer.Content.ReadAsStringAsync(Stop);
                if (answer.StatusCode == HttpStatusCode.OK && isThere(page)) return page;
            }
            catch (HttpRequestException) when (process is { HasExited: false })
            {
                // It does not listen yet.
            }

            await look.WaitForNextTickAsync(Stop);
        }
    }

    private void StartOther()
    {
        if (one.Provider == StoreProvider.Sqlite)
        {
            beside = one.Beside().Set("Data:Files", "Database");
            other = new(beside.Listen());
            return;
        }

        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        other = new($"http://127.0.0.1:{port}");
        var settings = TestServer.SettingsOf(one.Get<StoreOptions>())
            .ToDictionary(one => one.Key.Replace(":", "__", StringComparison.Ordinal), one => one.Value);
        settings["Data__Folder"] = folder.Path;
        settings["Data__Files"] = "Database";
        settings["ASPNETCORE_URLS"] = other.ToString();
        process = new(settings);
    }
}

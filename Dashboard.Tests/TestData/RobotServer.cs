using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Concentric.Robots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Concentric.Tests.TestData;

/// <summary>How the server of a robot behaves.</summary>
public enum RobotManner
{
    Accepts,

    /// <summary>Answers 200 with the platform's own code for too many messages.</summary>
    LimitsByCode,

    /// <summary>Answers 429 and asks for two minutes.</summary>
    Limits,

    /// <summary>Answers 200 with the platform's own code for a key that it does not know.</summary>
    RefusesKey,

    /// <summary>Answers 500.</summary>
    Fails,

    /// <summary>A gateway answers for it: it does not know whether the platform has the message.</summary>
    IsBehindAGateway,

    /// <summary>Takes the message and never answers.</summary>
    Hangs,

    /// <summary>Leads elsewhere on this server.</summary>
    Redirects,

    /// <summary>Answers with a page of something else.</summary>
    IsSomethingElse,
}

/// <summary>What a robot was sent.</summary>
/// <param name="Query">As it came, decoded.</param>
public sealed record RobotRequest(string Path, IReadOnlyDictionary<string, string> Query, JsonObject Body, int Bytes);

/// <summary>The server of a robot of one form, on a free port of this machine.</summary>
public sealed class RobotServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RobotForm form;
    private readonly ConcurrentQueue<RobotRequest> requests = new();
    private readonly CancellationTokenSource ending = new();

    private RobotServer(RobotForm form, WebApplication app) => (this.form, this.app) = (form, app);

    public RobotManner Manner { get; set; }

    public string Address => app.Urls.Single();

    /// <summary>What came, in order.</summary>
    public IReadOnlyList<RobotRequest> Requests => [.. requests];

    public static async Task<RobotServer> StartAsync(RobotForm form)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new RobotServer(form, app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await app.DisposeAsync();
        ending.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new MemoryStream();
        await context.Request.Body.CopyToAsync(reader, context.RequestAborted);
        requests.Enqueue(new(context.Request.Path, context.Request.Query.ToDictionary(one => one.Key, one => one.Value.ToString()),
            (JsonObject)JsonNode.Parse(reader.ToArray())!, (int)reader.Length));
        switch (Manner)
        {
            case RobotManner.Hangs:
                using (var ended = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, context.RequestAborted))
                    await Task.Delay(Timeout.Infinite, ended.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case RobotManner.Redirects:
                context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
                return;
            case RobotManner.IsSomethingElse:
                await context.Response.WriteAsync("<html>secret page</html>", context.RequestAborted);
                return;
            case RobotManner.Fails:
                context.Response.StatusCode = 500;
                return;
            case RobotManner.IsBehindAGateway:
                context.Response.StatusCode = 504;
                return;
            case RobotManner.Limits:
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "120";
                return;
        }

        await context.Response.WriteAsJsonAsync(AnswerOf(), context.RequestAborted);
    }

    private JsonObject AnswerOf()
    {
        var (code, words) = (Manner, form) switch
        {
            (RobotManner.LimitsByCode, RobotForm.WeCom) => (45009, "api freq out of limit"),
            (RobotManner.LimitsByCode, RobotForm.DingTalk) => (130101, "send too fast, exceed 20 times per minute"),
            (RobotManner.LimitsByCode, _) => (11232, "frequency limited"),
            (RobotManner.RefusesKey, RobotForm.WeCom) => (93000, "invalid webhook url"),
            (RobotManner.RefusesKey, RobotForm.DingTalk) => (310000, "sign not match"),
            (RobotManner.RefusesKey, _) => (19021, "sign match fail or timestamp is not within one hour from current time"),
            _ => (0, form == RobotForm.Feishu ? "success" : "ok"),
        };
        return form == RobotForm.Feishu
            ? new JsonObject { ["code"] = code, ["msg"] = words, ["data"] = new JsonObject() }
            : new JsonObject { ["errcode"] = code, ["errmsg"] = words };
    }

    /// <summary>The text of a message, wherever the form has it.</summary>
    public static string TextOf(RobotForm form, RobotRequest request) => form == RobotForm.Feishu
        ? request.Body["content"]!["text"]!.GetValue<string>()
        : request.Body["text"]!["content"]!.GetValue<string>();

    /// <summary>The instant that a request names, in the form's unit.</summary>
    public static long TimeOf(RobotForm form, RobotRequest request) => long.Parse(
        form == RobotForm.Feishu ? request.Body["timestamp"]!.GetValue<string>() : request.Query["timestamp"],
        CultureInfo.InvariantCulture);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Concentric.Time;

namespace Concentric.Robots;

/// <summary>How handing over a message ended.</summary>
public enum RobotEnd
{
    /// <summary>The robot has it.</summary>
    Sent,

    /// <summary>The robot does not have it.</summary>
    Failed,

    /// <summary>Nobody knows: it had begun to go, and no answer came.</summary>
    Unknown,
}

/// <param name="Problem">Null when it was sent, or nobody knows.</param>
/// <param name="Answer">What the platform said.</param>
/// <param name="Pause">How long the robot wants to be left alone.</param>
public sealed record RobotOutcome(RobotEnd End, RobotProblem? Problem = null, string? Answer = null, TimeSpan Pause = default);

/// <summary>
/// Hands a message to a robot, once. It follows no redirect, reads little of the answer and repeats none of it but the platform's own
/// code and words. The key is part of the address, so neither log nor telemetry gets that: the client keeps no activities, and failures
/// are told by their kind.
/// </summary>
public sealed class RobotClient : IDisposable
{
    /// <summary>The longest that a robot may ask to be left alone.</summary>
    private static readonly TimeSpan MostPause = TimeSpan.FromHours(1);

    private readonly OfficeClock clock;
    private readonly TimeSpan limit;
    private readonly HttpClient client;

    public RobotClient(OfficeClock clock, RobotTimes times)
    {
        (this.clock, limit) = (clock, times.Answer);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = times.Connect,
            MaxResponseHeadersLength = 16,
            // A connection of its own for each message: one that was kept may have been closed, and then the handler tries again by itself.
            PooledConnectionLifetime = TimeSpan.Zero,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public void Dispose() => client.Dispose();

    /// <summary>Tries once.</summary>
    /// <exception cref="OperationCanceledException">Somebody gave up waiting, as the program; the robot may have the message.</exception>
    public async Task<RobotOutcome> SendAsync(RobotAddress robot, string text, CancellationToken cancellationToken)
    {
        var now = new DateTimeOffset(clock.UtcNow);
        using var content = new MarkedContent(RobotWire.BodyOf(robot.Form, robot.Secret, text, now));
        using var request = new HttpRequestMessage(HttpMethod.Post, RobotWire.AddressOf(robot, now)) { Content = content };
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            // What stands between does not know whether the platform has it.
            if (response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout) return new(RobotEnd.Unknown);
            var body = await ReadAsync(response, ending.Token);
            var answer = RobotWire.Read(robot.Form, (int)response.StatusCode, body, PauseOf(response, now));
            return answer.Problem is null ? new(RobotEnd.Sent) : new(RobotEnd.Failed, answer.Problem, answer.Answer, answer.Pause);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            if (content.HasBegun)
            {
                // Whoever gave up waiting does not know either.
                cancellationToken.ThrowIfCancellationRequested();
                return new(RobotEnd.Unknown);
            }

            return new(RobotEnd.Failed, cancellationToken.IsCancellationRequested ? null : ProblemOf(failure));
        }
    }

    private static RobotProblem ProblemOf(Exception failure) => failure switch
    {
        OperationCanceledException => RobotProblem.TimedOut,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => RobotProblem.NotSecured,
        HttpRequestException { InnerException: TimeoutException or OperationCanceledException } => RobotProblem.TimedOut,
        _ => RobotProblem.Unreachable,
    };

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[RobotWire.MostAnswer];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    private static TimeSpan? PauseOf(HttpResponseMessage response, DateTimeOffset now)
    {
        if ((response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - now) is not { } pause) return null;
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause > MostPause ? MostPause : pause;
    }

    /// <summary>A body that knows whether anything of it has gone.</summary>
    private sealed class MarkedContent : HttpContent
    {
        private readonly byte[] bytes;

        public MarkedContent(byte[] bytes)
        {
            this.bytes = bytes;
            Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        public bool HasBegun { get; private set; }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            HasBegun = true;
            return stream.WriteAsync(bytes, cancellationToken).AsTask();
        }
    }
}

/// <summary>How long a robot may take.</summary>
/// <param name="Connect">To open the connection.</param>
/// <param name="Answer">For all of it.</param>
public sealed record RobotTimes(TimeSpan Connect, TimeSpan Answer)
{
    public static RobotTimes Standard { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;
using MimeKit;

namespace Concentric.Tests.TestData;

/// <summary>How a mail server behaves.</summary>
public enum SmtpManner
{
    Accepts,

    /// <summary>Knows nobody of the name, for good.</summary>
    RefusesRecipient,

    /// <summary>Asks to come again later.</summary>
    RefusesForNow,

    /// <summary>Takes the connection and never says a word.</summary>
    Hangs,

    /// <summary>Takes the mail and never says so.</summary>
    HangsWithTheMail,

    /// <summary>Takes the mail and says so when it is let go.</summary>
    AnswersLate,
}

/// <summary>
/// A mail server on a free port of this machine, as small as will do: it takes one command a line and keeps what it is given.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Channel<MimeMessage> arriving = Channel.CreateUnbounded<MimeMessage>();
    private readonly ConcurrentQueue<MimeMessage> mails = new();
    private readonly ConcurrentBag<Task> conversations = [];
    private readonly SemaphoreSlim late = new(0);
    private readonly Task accepting;
    private int connections;
    private bool isDisposed;

    public SmtpServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public SmtpManner Manner { get; set; }

    /// <summary>How long it thinks about a mail that it has before it says so.</summary>
    public TimeSpan Thinks { get; set; }

    /// <summary>Shown to who secures the connection; null for a server that can't.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Whether the connection is secured from its first byte; else by STARTTLS.</summary>
    public bool IsTlsFromTheStart { get; set; }

    /// <summary>Name and password that it asks for; null when it asks nobody.</summary>
    public (string User, string Password)? Account { get; set; }

    /// <summary>How many connections were secured.</summary>
    public int Secured { get; private set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every mail whose text it was given, in order.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. mails];

    public int Connections => connections;

    /// <summary>The next mail whose text arrives; it may not have been answered yet.</summary>
    public ValueTask<MimeMessage> NextAsync() => arriving.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Answers one mail that waits for it.</summary>
    public void LetGo() => late.Release();

    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(conversations);
        ending.Dispose();
        late.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ending.Token);
                Interlocked.Increment(ref connections);
                conversations.Add(ConverseAsync(client));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It has ended.
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                Stream stream = client.GetStream();
                var reader = new StreamReader(stream, Encoding.Latin1);
                if (Manner == SmtpManner.Hangs) await Task.Delay(Timeout.Infinite, ending.Token);
                var isSignedIn = Account is null;
                if (IsTlsFromTheStart) await SecureAsync();
                await SayAsync("220 test");
                while (await reader.ReadLineAsync(ending.Token) is { } line)
                {
                    var command = line.Split(' ')[0].ToUpperInvariant();
                    if (command == "DATA") await TakeMailAsync(reader, SayAsync);
                    else if (command == "EHLO") await SayAsync(Offer(stream is SslStream));
                    else if (command == "AUTH")
                        await SayAsync((isSignedIn = IsAccount(line)) ? "235 2.7.0 welcome" : "535 5.7.8 wrong name or password");
                    else if (command == "MAIL" && !isSignedIn) await SayAsync("530 5.7.0 sign in first");
                    else if (command == "STARTTLS" && Certificate is not null)
                    {
                        await SayAsync("220 go on");
                        await SecureAsync();
                    }
                    else await SayAsync(Answer(command));
                    if (command == "QUIT") return;
                }

                async Task SayAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), ending.Token);

                async Task SecureAsync()
                {
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate },
                        ending.Token);
                    Secured++;
                    (stream, reader) = (secured, new StreamReader(secured, Encoding.Latin1));
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException or ObjectDisposedException
            or AuthenticationException)
        {
            // The other side has gone, or this one ends.
        }
    }

    private string Offer(bool isSecured)
    {
        List<string> lines = ["test"];
        if (Certificate is not null && !isSecured) lines.Add("STARTTLS");
        if (Account is not null) lines.Add("AUTH PLAIN");
        return string.Join("\r\n", lines.Select((line, i) => $"250{(i == lines.Count - 1 ? ' ' : '-')}{line}"));
    }

    private bool IsAccount(string line) => Account is { } account
        && Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])) == $"\0{account.User}\0{account.Password}";

    private string Answer(string command) => (command, Manner) switch
    {
        ("RCPT", SmtpManner.RefusesRecipient) => "550 5.1.1 no such person here",
        ("RCPT", SmtpManner.RefusesForNow) => "451 4.3.0 come again later",
        ("QUIT", _) => "221 bye",
        _ => "250 yes",
    };

    private async Task TakeMailAsync(StreamReader reader, Func<string, Task> say)
    {
        await say("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(ending.Token) is { } line && line != ".")
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        var mail = await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())), ending.Token);
        mails.Enqueue(mail);
        arriving.Writer.TryWrite(mail);
        if (Manner == SmtpManner.HangsWithTheMail) await Task.Delay(Timeout.Infinite, ending.Token);
        if (Manner == SmtpManner.AnswersLate) await late.WaitAsync(ending.Token);
        if (Thinks > TimeSpan.Zero) await Task.Delay(Thinks, ending.Token);
        await say("250 taken");
    }
}

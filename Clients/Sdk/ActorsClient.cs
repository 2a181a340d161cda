using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Evaluation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Sdk;

/// <summary>What do subjects get of features? Answered in this process, without a request.</summary>
/// <remarks>
/// No getter throws. Thread-safe; one for a process. It follows the configuration of the environment whose key it has:
/// pushed, polled where there are no streams, from a disk copy when there is no gateway. Before there is any, defaults
/// are taken.
/// </remarks>
public sealed partial class ActorsClient : IAsyncDisposable
{
    [ThreadStatic]
    private static Reading? _lastRead;

    private readonly ActorsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Configuration _configuration;
    private readonly GatewayConnection _connection;
    private readonly Follower _follower;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _starting = new();
    private Task? _following;
    private bool _isRestored;
    private int _isFailureTold;

    /// <exception cref="ArgumentException">An option is wrong; it names each one.</exception>
    public ActorsClient(ActorsOptions options, ILogger<ActorsClient>? logger = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Mistakes().ToList() is { Count: > 0 } mistakes)
            throw new ArgumentException(string.Join(' ', mistakes), nameof(options));

        (_options, _time) = (options, time ?? TimeProvider.System);
        _logger = logger ?? NullLogger<ActorsClient>.Instance;
        _configuration = new Configuration(options, _time, _logger);
        _configuration.Changed += Tell;
        _connection = new GatewayConnection(options, _time);
        _follower = new Follower(options, _configuration, _connection, _time, _logger);
    }

    /// <summary>Another configuration is evaluated from now on. What a handler throws is logged.</summary>
    public event EventHandler<ConfigurationChangedEventArgs>? ConfigurationChanged;

    /// <summary>Whether there is any configuration.</summary>
    public bool IsReady => _configuration.IsReady;

    public ConfigurationStatus Status => _configuration.Status;

    /// <summary>
    /// Begins to follow, and waits for a first configuration as long as <see cref="ActorsOptions.StartTimeout"/> says;
    /// with a disk copy only until a gateway was asked once. No gateway is no failure. May be called again.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller does not want to wait any longer.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        lock (_starting)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            if (_following is null)
            {
                _isRestored = _configuration.Restore();
                _following = Task.Run(() => _follower.Run(_stopping.Token), CancellationToken.None);
            }
        }

        var enough = _isRestored ? _follower.Tried : _follower.Served;
        await enough.WaitAsync(_options.StartTimeout, _time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public bool GetBoolean(string feature, bool defaultValue, SubjectContext subject) =>
        GetBooleanDetails(feature, defaultValue, subject).Value;

    public string GetString(string feature, string defaultValue, SubjectContext subject) =>
        GetStringDetails(feature, defaultValue, subject).Value;

    public double GetNumber(string feature, double defaultValue, SubjectContext subject) =>
        GetNumberDetails(feature, defaultValue, subject).Value;

    /// <summary>The value as a type of yours, read as JSON of the web is: camelCase, numbers also in quotes.</summary>
    [RequiresUnreferencedCode("Give the JsonTypeInfo of the type in trimmed applications.")]
    [RequiresDynamicCode("Give the JsonTypeInfo of the type in applications compiled ahead of time.")]
    public T GetJson<T>(string feature, T defaultValue, SubjectContext subject) =>
        GetJsonDetails(feature, defaultValue, subject).Value;

    /// <summary>The value as a type of yours, for applications that are trimmed or compiled ahead of time.</summary>
    public T GetJson<T>(string feature, T defaultValue, SubjectContext subject, JsonTypeInfo<T> type) =>
        GetJsonDetails(feature, defaultValue, subject, type).Value;

    public FeatureDetails<bool> GetBooleanDetails(string feature, bool defaultValue, SubjectContext subject) =>
        Evaluate(feature, defaultValue, subject, Decoding.Boolean);

    public FeatureDetails<string> GetStringDetails(string feature, string defaultValue, SubjectContext subject) =>
        Evaluate(feature, defaultValue, subject, Decoding.Text);

    public FeatureDetails<double> GetNumberDetails(string feature, double defaultValue, SubjectContext subject) =>
        Evaluate(feature, defaultValue, subject, Decoding.Number);

    /// <inheritdoc cref="GetJson{T}(string, T, SubjectContext)"/>
    [RequiresUnreferencedCode("Give the JsonTypeInfo of the type in trimmed applications.")]
    [RequiresDynamicCode("Give the JsonTypeInfo of the type in applications compiled ahead of time.")]
    public FeatureDetails<T> GetJsonDetails<T>(string feature, T defaultValue, SubjectContext subject) =>
        Evaluate(feature, defaultValue, subject, (ReadOnlySpan<byte> json, out T value) =>
        {
            value = JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
            return value is not null;
        });

    /// <inheritdoc cref="GetJson{T}(string, T, SubjectContext, JsonTypeInfo{T})"/>
    public FeatureDetails<T> GetJsonDetails<T>(
        string feature, T defaultValue, SubjectContext subject, JsonTypeInfo<T> type) =>
        Evaluate(feature, defaultValue, subject, (ReadOnlySpan<byte> json, out T value) =>
        {
            value = JsonSerializer.Deserialize(json, type)!;
            return value is not null;
        });

    /// <summary>Stops following. What is served is evaluated still.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task? following;
        lock (_starting)
            following = _following;
        if (following is not null)
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _connection.Dispose();
    }

    private FeatureDetails<T> Evaluate<T>(
        string feature, T defaultValue, SubjectContext subject, Decoding.Decode<T> decode)
    {
        try
        {
            var ruleset = _configuration.Current.Ruleset;
            if (feature is null || !ruleset.TryGet(feature, out var compiled))
                return Default(defaultValue, IsReady ? FeatureError.FeatureNotFound : FeatureError.NotReady);
            if ((_lastRead ??= new()).Of(ruleset, subject ?? SubjectContext.Anonymous) is not { } read)
                return Default(defaultValue, FeatureError.SubjectInvalid);

            var outcome = Evaluator.Evaluate(ruleset, compiled, read);
            if (outcome.ValueJson.IsEmpty)
                return new(defaultValue, IsDefault: true, outcome.Reason, FeatureError.None);
            return decode(outcome.ValueJson.Span, out var value)
                ? new(value, IsDefault: false, outcome.Reason, FeatureError.None, outcome.Variant, outcome.RuleId)
                : new(defaultValue, IsDefault: true, outcome.Reason, FeatureError.TypeMismatch);
        }
        catch (JsonException)
        {
            return Default(defaultValue, FeatureError.TypeMismatch);
        }
        catch (Exception failure)
        {
            // Nothing of the caller's must fail for a feature; the first failure is enough to find the mistake by.
            if (Interlocked.Exchange(ref _isFailureTold, 1) == 0)
                Log.NotEvaluated(_logger, feature, failure);
            _lastRead = null;
            return Default(defaultValue, FeatureError.Failed);
        }
    }

    private static FeatureDetails<T> Default<T>(T value, FeatureError error) => new(value, true, Reason.Unknown, error);

    private void Tell(IReadOnlySet<string> features)
    {
        var change = new ConfigurationChangedEventArgs(features, Status);
        foreach (var handler in ConfigurationChanged?.GetInvocationList() ?? [])
        {
            try
            {
                ((EventHandler<ConfigurationChangedEventArgs>)handler)(this, change);
            }
            catch (Exception failure)
            {
                Log.HandlerFailed(_logger, failure);
            }
        }
    }

    /// <summary>The last subject of a thread: several features for one context read it once.</summary>
    private sealed class Reading
    {
        private Ruleset? _ruleset;
        private SubjectContext? _context;
        private Subject? _subject;

        public Subject? Of(Ruleset ruleset, SubjectContext context)
        {
            if (ReferenceEquals(ruleset, _ruleset) && ReferenceEquals(context, _context))
                return _subject;

            var subject = _subject ?? new Subject(ruleset);
            (_ruleset, _context, _subject) = (null, null, null);
            if (!subject.TryRead(ruleset, context.Json, out _))
                return null;
            (_ruleset, _context, _subject) = (ruleset, context, subject);
            return subject;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Feature {Feature} could not be evaluated; further failures are not logged")]
        public static partial void NotEvaluated(ILogger logger, string? feature, Exception failure);

        [LoggerMessage(LogLevel.Error, "A handler of ConfigurationChanged failed")]
        public static partial void HandlerFailed(ILogger logger, Exception failure);
    }
}

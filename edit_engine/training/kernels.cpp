// What lies between two products of a block, each in one pass over bfloat16 memory (see fused.py). Sums are in float.

#include <cmath>
#include <cstdint>
#include <cstring>

namespace {

using bf16 = std::uint16_t;

inline float up(bf16 value) {
    std::uint32_t bits = std::uint32_t(value) << 16;
    float result;
    std::memcpy(&result, &bits, 4);
    return result;
}

inline bf16 down(float value) {  // to the nearest, ties to even
    std::uint32_t bits;
    std::memcpy(&bits, &value, 4);
    return bf16((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

inline float exponential(float x) {  // relative error below 1e-6; unlike std::exp, compilers turn it into vector code
    float t = x * 1.44269504f;
    t = t < -126.f ? -126.f : t > 126.f ? 126.f : t;
    float whole = std::nearbyint(t), f = t - whole;
    float power = 1.f + f * (0.69314718f + f * (0.24022651f + f * (0.05550411f + f * (0.00961813f + f * 0.00133336f))));
    std::int32_t bits = (std::int32_t(whole) + 127) << 23;
    float scale;
    std::memcpy(&scale, &bits, 4);
    return power * scale;
}

inline float sigmoid(float x) { return 1.f / (1.f + exponential(-x)); }

struct Normal {
    float density, below;
};

// Density and distribution of the standard normal, error below 2e-7 (Abramowitz & Stegun 1964, 7.1.26).
inline Normal normal(float x) {
    float size = std::fabs(x) * 0.70710678f, bell = exponential(-size * size);
    float t = 1.f / (1.f + 0.3275911f * size);
    float tail = 0.5f * bell * t * (0.25482959f + t * (-0.28449674f + t * (1.42141374f + t * (-1.45315203f + t * 1.06140543f))));
    return {0.39894228f * bell, x < 0.f ? tail : 1.f - tail};
}

struct Spread {
    float mean, scale;
};

inline Spread spread_of(const bf16* __restrict x, long n) {
    float sum = 0, squares = 0;
    for (long i = 0; i < n; i++) sum += up(x[i]);
    float mean = sum / n;
    for (long i = 0; i < n; i++) squares += (up(x[i]) - mean) * (up(x[i]) - mean);
    return {mean, 1.f / std::sqrt(squares / n + 1e-12f)};
}

inline float scale_of(const bf16* __restrict x, long n) {
    float sum = 0;
    for (long i = 0; i < n; i++) sum += up(x[i]) * up(x[i]);
    return 1.f / std::sqrt(sum / n + 1e-6f);
}

// Gradient of one normalised vector; g is that of x * r * weight, in float.
inline void norm_gradient(const float* g, const bf16* x, const float* weight, float r, bf16* __restrict to_x, float* __restrict to_weight, long n) {
    float dot = 0;
    for (long i = 0; i < n; i++) {
        float normal = up(x[i]) * r;
        to_weight[i] += g[i] * normal;
        dot += g[i] * weight[i] * normal;
    }
    dot /= n;
    for (long i = 0; i < n; i++) to_x[i] = down((g[i] * weight[i] - up(x[i]) * r * dot) * r);
}

constexpr long WIDEST = 4096;

}  // namespace

extern "C" {

// x, y: (m, n); weight: (n).
void norm_forward(const bf16* __restrict x, const float* weight, bf16* __restrict y, long m, long n) {
    for (long row = 0; row < m; row++, x += n, y += n) {
        float r = scale_of(x, n);
        for (long i = 0; i < n; i++) y[i] = down(up(x[i]) * r * weight[i]);
    }
}

void norm_backward(const bf16* __restrict g, const bf16* __restrict x, const float* weight, bf16* __restrict to_x, float* __restrict to_weight, long m, long n) {
    float wide[WIDEST];
    for (long row = 0; row < m; row++, g += n, x += n, to_x += n) {
        for (long i = 0; i < n; i++) wide[i] = up(g[i]);
        norm_gradient(wide, x, weight, scale_of(x, n), to_x, to_weight, n);
    }
}

// x, y: (m, 3, heads, d): queries and keys are normalised and rotated, values copied; weight: (2, d); cosine, sine: (m, d / 2).
void rotate_forward(const bf16* __restrict x, const float* weight, const float* cosine, const float* sine, bf16* __restrict y, long m, long heads, long d) {
    long half = d / 2;
    for (long row = 0; row < m; row++, cosine += half, sine += half) {
        for (long head = 0; head < 2 * heads; head++, x += d, y += d) {
            const float* w = weight + (head / heads) * d;
            float r = scale_of(x, d);
            for (long i = 0; i < half; i++) {
                float a = up(x[i]) * r * w[i], b = up(x[i + half]) * r * w[i + half];
                y[i] = down(a * cosine[i] - b * sine[i]);
                y[i + half] = down(a * sine[i] + b * cosine[i]);
            }
        }
        std::memcpy(y, x, sizeof(bf16) * heads * d);
        x += heads * d, y += heads * d;
    }
}

void rotate_backward(const bf16* __restrict g, const bf16* __restrict x, const float* weight, const float* cosine, const float* sine, bf16* __restrict to_x, float* __restrict to_weight, long m, long heads, long d) {
    long half = d / 2;
    float wide[WIDEST];
    for (long row = 0; row < m; row++, cosine += half, sine += half) {
        for (long head = 0; head < 2 * heads; head++, g += d, x += d, to_x += d) {
            for (long i = 0; i < half; i++) {
                float p = up(g[i]), q = up(g[i + half]);
                wide[i] = p * cosine[i] + q * sine[i];
                wide[i + half] = q * cosine[i] - p * sine[i];
            }
            long kind = head / heads * d;
            norm_gradient(wide, x, weight + kind, scale_of(x, d), to_x, to_weight + kind, d);
        }
        std::memcpy(to_x, g, sizeof(bf16) * heads * d);
        g += heads * d, x += heads * d, to_x += heads * d;
    }
}

// x: (m, 2 * n), gate before up; y: (m, n).
void gate_forward(const bf16* __restrict x, bf16* __restrict y, long m, long n) {
    for (long row = 0; row < m; row++, x += 2 * n, y += n)
        for (long i = 0; i < n; i++) {
            float gate = up(x[i]);
            y[i] = down(gate * sigmoid(gate) * up(x[i + n]));
        }
}

void gate_backward(const bf16* __restrict g, const bf16* __restrict x, bf16* __restrict to_x, long m, long n) {
    for (long row = 0; row < m; row++, g += n, x += 2 * n, to_x += 2 * n)
        for (long i = 0; i < n; i++) {
            float gate = up(x[i]), open = sigmoid(gate), to_y = up(g[i]);
            to_x[i] = down(to_y * up(x[i + n]) * open * (1.f + gate * (1.f - open)));
            to_x[i + n] = down(to_y * gate * open);
        }
}

// sum, y: (m, n): x + branch, and that put behind a layer norm; weight, bias: (n).
void sum_norm_forward(const bf16* __restrict x, const bf16* __restrict branch, const float* weight, const float* bias, bf16* __restrict sum, bf16* __restrict y, long m, long n) {
    for (long row = 0; row < m; row++, x += n, branch += n, sum += n, y += n) {
        for (long i = 0; i < n; i++) sum[i] = down(up(x[i]) + up(branch[i]));
        Spread spread = spread_of(sum, n);
        for (long i = 0; i < n; i++) y[i] = down((up(sum[i]) - spread.mean) * spread.scale * weight[i] + bias[i]);
    }
}

void sum_norm_backward(const bf16* __restrict g, const bf16* __restrict sum, const float* weight, bf16* __restrict to_sum, float* __restrict to_weight, float* __restrict to_bias, long m, long n) {
    for (long row = 0; row < m; row++, g += n, sum += n, to_sum += n) {
        Spread spread = spread_of(sum, n);
        float mean = 0, dot = 0;
        for (long i = 0; i < n; i++) {
            float to_y = up(g[i]), normal = (up(sum[i]) - spread.mean) * spread.scale;
            to_weight[i] += to_y * normal;
            to_bias[i] += to_y;
            mean += to_y * weight[i];
            dot += to_y * weight[i] * normal;
        }
        mean /= n, dot /= n;
        for (long i = 0; i < n; i++) {
            float normal = (up(sum[i]) - spread.mean) * spread.scale;
            to_sum[i] = down((up(g[i]) * weight[i] - mean - normal * dot) * spread.scale);
        }
    }
}

// x, y: (size).
void gelu_forward(const bf16* __restrict x, bf16* __restrict y, long size) {
    for (long i = 0; i < size; i++) y[i] = down(up(x[i]) * normal(up(x[i])).below);
}

void gelu_backward(const bf16* __restrict g, const bf16* __restrict x, bf16* __restrict to_x, long size) {
    for (long i = 0; i < size; i++) {
        Normal at = normal(up(x[i]));
        to_x[i] = down(up(g[i]) * (at.below + up(x[i]) * at.density));
    }
}

}

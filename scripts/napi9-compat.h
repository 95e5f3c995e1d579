// Lets an addon written for Node-API 10 run where there is only Node-API 9.
// From version 10 on a reference may hold any value; before, it holds objects, functions, symbols and externals only.
// Other values are put into a marked one-element array, and taken out again when the reference is read.
#pragma once
#include <node_api.h>

static const char kNapi9Mark[] = "__notary_napi9_box";

static inline bool napi9_is_referable(napi_valuetype type) {
  return type == napi_object || type == napi_function || type == napi_symbol || type == napi_external;
}

static inline napi_status napi9_create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (napi9_is_referable(type)) return napi_create_reference(env, value, count, result);

  napi_value box;
  status = napi_create_array_with_length(env, 1, &box);
  if (status != napi_ok) return status;
  status = napi_set_element(env, box, 0, value);
  if (status != napi_ok) return status;
  napi_value mark;
  status = napi_get_boolean(env, true, &mark);
  if (status != napi_ok) return status;
  status = napi_set_named_property(env, box, kNapi9Mark, mark);
  if (status != napi_ok) return status;
  return napi_create_reference(env, box, count, result);
}

static inline napi_status napi9_get_reference_value(napi_env env, napi_ref reference, napi_value* result) {
  napi_status status = napi_get_reference_value(env, reference, result);
  if (status != napi_ok || *result == nullptr) return status;
  bool answer = false;
  status = napi_is_array(env, *result, &answer);
  if (status != napi_ok || !answer) return status;
  status = napi_has_named_property(env, *result, kNapi9Mark, &answer);
  if (status != napi_ok || !answer) return status;
  return napi_get_element(env, *result, 0, result);
}

#define napi_create_reference napi9_create_reference
#define napi_get_reference_value napi9_get_reference_value
